import type { Arguments, Expression, FilterUse } from "@/server/dbt/jinja/ast";
import { parseOperators } from "@/server/dbt/jinja/parse-operators";
import type { TokenStream } from "@/server/dbt/jinja/token-stream";

/** Words that may follow a test and so cannot be its bare argument. */
const AFTER_TEST = ["else", "or", "and", "is", "if", "in", "not", "recursive", "elif"];

/** One expression, or a tuple when commas follow: `a, b`. `for` iterables take no inline `if`. */
export function parseTuple(stream: TokenStream, withConditional = true): Expression {
  const rule = () => (withConditional ? parseExpression(stream) : parseOperation(stream));
  const first = rule();
  if (!stream.isOperator(",")) return first;
  const items = [first];
  while (stream.takeOperator(",")) {
    const { current } = stream;
    if (current.type === "outputEnd" || current.type === "blockEnd" || stream.isOperator(")") || stream.isOperator("="))
      break;
    items.push(rule());
  }
  return { kind: "tuple", items };
}

export function parseExpression(stream: TokenStream): Expression {
  return stream.nested(() => {
    let expression = parseOperation(stream);
    while (stream.takeName("if")) {
      const condition = parseOperation(stream);
      const otherwise = stream.takeName("else") ? parseExpression(stream) : null;
      expression = { kind: "conditional", condition, consequent: expression, otherwise };
    }
    return expression;
  });
}

const parseOperation = (stream: TokenStream) => parseOperators(stream, parseOperand);

const parseOperand = (stream: TokenStream) => parseUnary(stream, true);

function parseUnary(stream: TokenStream, withFilters: boolean): Expression {
  return stream.nested(() => {
    let expression: Expression;
    if (stream.takeOperator("-")) expression = { kind: "negative", operand: parseUnary(stream, false) };
    else if (stream.takeOperator("+")) expression = parseUnary(stream, false);
    else expression = parsePostfix(stream, parsePrimary(stream));
    return withFilters ? parseFilters(stream, expression) : expression;
  });
}

function parsePrimary(stream: TokenStream): Expression {
  const token = stream.current;
  if (token.type === "name") {
    stream.next();
    return constant(token.value) ?? { kind: "name", name: token.value, line: token.line };
  }
  if (token.type === "number") {
    stream.next();
    return { kind: "literal", value: token.value };
  }
  if (token.type === "string") return { kind: "literal", value: adjacentStrings(stream) };
  if (stream.takeOperator("(")) return parenthesised(stream);
  if (stream.takeOperator("["))
    return { kind: "list", items: commaSeparated(stream, "]", () => parseExpression(stream)) };
  if (stream.takeOperator("{")) return { kind: "dict", entries: commaSeparated(stream, "}", () => dictEntry(stream)) };
  return stream.fail(`unexpected ${stream.describe()}`);
}

function constant(word: string): Expression | undefined {
  if (word === "true" || word === "True") return { kind: "literal", value: true };
  if (word === "false" || word === "False") return { kind: "literal", value: false };
  return word === "none" || word === "None" ? { kind: "literal", value: null } : undefined;
}

function adjacentStrings(stream: TokenStream): string {
  let text = "";
  while (stream.current.type === "string") text += stream.next().value as string;
  return text;
}

function parenthesised(stream: TokenStream): Expression {
  if (stream.takeOperator(")")) return { kind: "tuple", items: [] };
  const inner = parseTuple(stream);
  stream.expectOperator(")");
  return inner;
}

function commaSeparated<T>(stream: TokenStream, closing: string, item: () => T): T[] {
  const items: T[] = [];
  while (!stream.isOperator(closing)) {
    items.push(item());
    if (!stream.takeOperator(",")) break;
  }
  stream.expectOperator(closing);
  return items;
}

function dictEntry(stream: TokenStream): [Expression, Expression] {
  const key = parseExpression(stream);
  stream.expectOperator(":");
  return [key, parseExpression(stream)];
}

/** The arguments of a call, the opening bracket already taken. */
export function parseArguments(stream: TokenStream): Arguments {
  const args: Arguments = { positional: [], named: [], spread: null, spreadNamed: null };
  commaSeparated(stream, ")", () => {
    const following = stream.peek();
    if (stream.takeOperator("*")) args.spread = parseExpression(stream);
    else if (stream.takeOperator("**")) args.spreadNamed = parseExpression(stream);
    else if (stream.isName() && following.type === "operator" && following.value === "=") {
      const name = stream.expectName();
      stream.next();
      args.named.push([name, parseExpression(stream)]);
    } else if (args.named.length) stream.fail("a positional argument follows a named one");
    else args.positional.push(parseExpression(stream));
  });
  return args;
}

export function noArguments(): Arguments {
  return { positional: [], named: [], spread: null, spreadNamed: null };
}

function parsePostfix(stream: TokenStream, start: Expression): Expression {
  let expression = start;
  for (;;) {
    const { line } = stream;
    if (stream.takeOperator(".")) expression = afterDot(stream, expression, line);
    else if (stream.takeOperator("[")) expression = parseSubscript(stream, expression, line);
    else if (stream.takeOperator("("))
      expression = { kind: "call", callee: expression, args: parseArguments(stream), line };
    else return expression;
  }
}

function afterDot(stream: TokenStream, object: Expression, line: number): Expression {
  const token = stream.current;
  if (token.type === "number") {
    stream.next();
    return { kind: "item", object, key: { kind: "literal", value: token.value }, line };
  }
  return { kind: "attribute", object, name: stream.expectName(), line };
}

function parseSubscript(stream: TokenStream, object: Expression, line: number): Expression {
  const bounds: (Expression | null)[] = [null];
  let isSlice = false;
  while (!stream.isOperator("]")) {
    if (stream.takeOperator(":")) {
      isSlice = true;
      bounds.push(null);
    } else bounds[bounds.length - 1] = parseTupleKey(stream);
  }
  stream.expectOperator("]");
  if (isSlice)
    return { kind: "slice", object, start: bounds[0] ?? null, stop: bounds[1] ?? null, step: bounds[2] ?? null };
  const key = bounds[0];
  return key ? { kind: "item", object, key, line } : stream.fail("expected a subscript");
}

function parseTupleKey(stream: TokenStream): Expression {
  const first = parseExpression(stream);
  if (!stream.isOperator(",")) return first;
  const items = [first];
  while (stream.takeOperator(",")) if (!stream.isOperator("]")) items.push(parseExpression(stream));
  return { kind: "tuple", items };
}

/** A filter's name and arguments, the `|` already taken. */
export function parseFilterUse(stream: TokenStream): FilterUse {
  const { line } = stream;
  let name = stream.expectName();
  while (stream.takeOperator(".")) name += `.${stream.expectName()}`;
  return { name, args: stream.takeOperator("(") ? parseArguments(stream) : noArguments(), line };
}

function parseFilters(stream: TokenStream, start: Expression): Expression {
  let expression = start;
  for (;;) {
    const { line } = stream;
    if (stream.takeOperator("|")) expression = { kind: "filter", value: expression, filter: parseFilterUse(stream) };
    else if (stream.takeName("is")) expression = parseTest(stream, expression, line);
    else if (stream.takeOperator("("))
      expression = { kind: "call", callee: expression, args: parseArguments(stream), line };
    else return expression;
  }
}

function parseTest(stream: TokenStream, value: Expression, line: number): Expression {
  const negated = stream.takeName("not");
  const name = stream.expectName();
  let args = noArguments();
  if (stream.takeOperator("(")) args = parseArguments(stream);
  else if (startsTestArgument(stream)) args.positional.push(parsePostfix(stream, parsePrimary(stream)));
  return { kind: "test", value, name, negated, args, line };
}

function startsTestArgument(stream: TokenStream): boolean {
  const { current } = stream;
  if (current.type === "name") return !AFTER_TEST.includes(current.value);
  return current.type === "string" || current.type === "number" || stream.isOperator("[") || stream.isOperator("{");
}
