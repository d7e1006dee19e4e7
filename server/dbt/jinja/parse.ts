import type { FilterUse, MacroStatement, Parameter, Statement, Target } from "@/server/dbt/jinja/ast";
import { tokenize } from "@/server/dbt/jinja/lexer";
import { parseExpression, parseFilterUse, parseTuple } from "@/server/dbt/jinja/parse-expression";
import { TokenStream } from "@/server/dbt/jinja/token-stream";

/** Parses a template with Jinja's tags and dbt's. Throws `JinjaError` with a 1-based line. */
export function parseTemplate(source: string): Statement[] {
  return parseBody(new TokenStream(tokenize(source)), []).body;
}

interface Body {
  body: Statement[];
  /** The tag word that ended the body; the cursor stands behind it. */
  ending: string;
}

function parseBody(stream: TokenStream, endings: string[]): Body {
  return stream.nested(() => {
    const body: Statement[] = [];
    for (;;) {
      const token = stream.current;
      if (token.type === "end") {
        if (endings.length) stream.fail(`unexpected end of the template, expected '${endings.join("' or '")}'`);
        return { body, ending: "" };
      }
      stream.next();
      if (token.type === "data") body.push({ kind: "data", text: token.value });
      else if (token.type === "outputStart") body.push(parseOutput(stream, token.line));
      else if (stream.isName(...endings) && endings.length) return { body, ending: stream.expectName() };
      else body.push(parseStatement(stream, token.line));
    }
  });
}

function parseOutput(stream: TokenStream, line: number): Statement {
  const value = parseTuple(stream);
  stream.expectEnd("outputEnd");
  return { kind: "output", value, line };
}

/** The body up to `ending` and the closing tag itself, which may repeat a name: `{% endmacro foo %}`. */
function bodyUntil(stream: TokenStream, ending: string): Statement[] {
  const { body } = parseBody(stream, [ending]);
  if (stream.isName()) stream.next();
  stream.expectEnd("blockEnd");
  return body;
}

type TagParser = (stream: TokenStream, line: number) => Statement;

const TAGS: ReadonlyMap<string, TagParser> = new Map<string, TagParser>([
  ["if", parseIf],
  ["for", parseFor],
  ["set", parseSet],
  ["macro", parseMacro],
  ["call", parseCallBlock],
  ["filter", parseFilterBlock],
  ["with", parseWith],
  ["do", parseDo],
  ["break", (stream, line) => parseLoopControl(stream, line, "break")],
  ["continue", (stream, line) => parseLoopControl(stream, line, "continue")],
  ["block", (stream, line) => parseTransparent(stream, line, "endblock")],
  ["autoescape", (stream, line) => parseTransparent(stream, line, "endautoescape")],
  ["materialization", parseMaterialization],
  ["test", (stream, line) => parseGenericTest(stream, line, "endtest")],
  ["data_test", (stream, line) => parseGenericTest(stream, line, "enddata_test")],
  ["snapshot", parseSnapshot],
  ["docs", parseDocs],
]);

function parseStatement(stream: TokenStream, line: number): Statement {
  const word = stream.expectName();
  const parser = TAGS.get(word);
  return parser ? parser(stream, line) : stream.fail(`Encountered unknown tag '${word}'`);
}

function parseIf(stream: TokenStream, line: number): Statement {
  const branches: { condition: ReturnType<typeof parseTuple>; body: Statement[] }[] = [];
  for (;;) {
    const condition = parseTuple(stream);
    stream.expectEnd("blockEnd");
    const { body, ending } = parseBody(stream, ["elif", "else", "endif"]);
    branches.push({ condition, body });
    if (ending === "elif") continue;
    stream.expectEnd("blockEnd");
    const otherwise = ending === "else" ? bodyUntil(stream, "endif") : null;
    return { kind: "if", branches, otherwise, line };
  }
}

function parseFor(stream: TokenStream, line: number): Statement {
  const target = parseTarget(stream, false);
  stream.expectName("in");
  const iterable = parseTuple(stream, false);
  const condition = stream.takeName("if") ? parseExpression(stream) : null;
  const isRecursive = stream.takeName("recursive");
  stream.expectEnd("blockEnd");
  const { body, ending } = parseBody(stream, ["endfor", "else"]);
  stream.expectEnd("blockEnd");
  const otherwise = ending === "else" ? bodyUntil(stream, "endfor") : null;
  return { kind: "for", target, iterable, condition, isRecursive, body, otherwise, line };
}

function parseTarget(stream: TokenStream, withNamespace: boolean): Target {
  const items = [parseOneTarget(stream, withNamespace)];
  let isTuple = false;
  while (stream.takeOperator(",")) {
    isTuple = true;
    if (stream.isOperator("=") || stream.isName("in") || stream.isOperator(")")) break;
    items.push(parseOneTarget(stream, withNamespace));
  }
  return isTuple ? { kind: "tuple", items } : (items[0] as Target);
}

function parseOneTarget(stream: TokenStream, withNamespace: boolean): Target {
  if (stream.takeOperator("(")) {
    const inner = stream.nested(() => parseTarget(stream, withNamespace));
    stream.expectOperator(")");
    return inner;
  }
  const name = stream.expectName();
  if (withNamespace && stream.takeOperator(".")) return { kind: "namespace", name, field: stream.expectName() };
  return { kind: "name", name };
}

function parseSet(stream: TokenStream, line: number): Statement {
  const target = parseTarget(stream, true);
  if (stream.takeOperator("=")) {
    const value = parseTuple(stream);
    stream.expectEnd("blockEnd");
    return { kind: "set", target, value, line };
  }
  const filters: FilterUse[] = [];
  while (stream.takeOperator("|")) filters.push(parseFilterUse(stream));
  stream.expectEnd("blockEnd");
  return { kind: "setBlock", target, filters, body: bodyUntil(stream, "endset"), line };
}

function parseParameters(stream: TokenStream): Parameter[] {
  stream.expectOperator("(");
  const parameters: Parameter[] = [];
  while (!stream.isOperator(")")) {
    const name = stream.expectName();
    parameters.push({ name, fallback: stream.takeOperator("=") ? parseExpression(stream) : null });
    if (!stream.takeOperator(",")) break;
  }
  stream.expectOperator(")");
  return parameters;
}

function parseMacro(stream: TokenStream, line: number): MacroStatement {
  const name = stream.expectName();
  const parameters = parseParameters(stream);
  stream.expectEnd("blockEnd");
  return { kind: "macro", name, macroKind: "macro", parameters, body: bodyUntil(stream, "endmacro"), line };
}

function parseGenericTest(stream: TokenStream, line: number, ending: string): MacroStatement {
  const name = `test_${stream.expectName()}`;
  const parameters = parseParameters(stream);
  stream.expectEnd("blockEnd");
  return { kind: "macro", name, macroKind: "test", parameters, body: bodyUntil(stream, ending), line };
}

function parseMaterialization(stream: TokenStream, line: number): MacroStatement {
  const name = stream.expectName();
  let adapter = "default";
  while (stream.takeOperator(",")) {
    const key = stream.expectName();
    if (!stream.takeOperator("=")) continue;
    const value = parseExpression(stream);
    if (key === "adapter" && value.kind === "literal" && typeof value.value === "string") adapter = value.value;
  }
  stream.expectEnd("blockEnd");
  const body = bodyUntil(stream, "endmaterialization");
  const macroName = `materialization_${name}_${adapter}`;
  return { kind: "macro", name: macroName, macroKind: "materialization", parameters: [], body, line };
}

function parseCallBlock(stream: TokenStream, line: number): Statement {
  const parameters = stream.isOperator("(") ? parseParameters(stream) : [];
  const call = parseExpression(stream);
  if (call.kind !== "call") stream.fail("expected a call");
  stream.expectEnd("blockEnd");
  return { kind: "callBlock", parameters, call, body: bodyUntil(stream, "endcall"), line };
}

function parseFilterBlock(stream: TokenStream, line: number): Statement {
  const filters = [parseFilterUse(stream)];
  while (stream.takeOperator("|")) filters.push(parseFilterUse(stream));
  stream.expectEnd("blockEnd");
  return { kind: "filterBlock", filters, body: bodyUntil(stream, "endfilter"), line };
}

function parseWith(stream: TokenStream, line: number): Statement {
  const bindings: [Target, ReturnType<typeof parseExpression>][] = [];
  while (stream.current.type !== "blockEnd") {
    const target = parseTarget(stream, false);
    stream.expectOperator("=");
    bindings.push([target, parseExpression(stream)]);
    if (!stream.takeOperator(",")) break;
  }
  stream.expectEnd("blockEnd");
  return { kind: "with", bindings, body: bodyUntil(stream, "endwith"), line };
}

function parseDo(stream: TokenStream, line: number): Statement {
  const value = parseTuple(stream);
  stream.expectEnd("blockEnd");
  return { kind: "do", value, line };
}

function parseLoopControl(stream: TokenStream, line: number, kind: "break" | "continue"): Statement {
  stream.expectEnd("blockEnd");
  return { kind, line };
}

/** `block` and `autoescape` have nothing to do here beyond a scope of their own. */
function parseTransparent(stream: TokenStream, line: number, ending: string): Statement {
  parseExpression(stream);
  stream.expectEnd("blockEnd");
  return { kind: "with", bindings: [], body: bodyUntil(stream, ending), line };
}

function parseSnapshot(stream: TokenStream, line: number): Statement {
  const name = stream.expectName();
  stream.expectEnd("blockEnd");
  return { kind: "snapshot", name, body: bodyUntil(stream, "endsnapshot"), line };
}

function parseDocs(stream: TokenStream, line: number): Statement {
  const name = stream.expectName();
  stream.expectEnd("blockEnd");
  bodyUntil(stream, "enddocs");
  return { kind: "docs", name, line };
}
