import type { Operator } from "@/server/dbt/jinja/arithmetic";
import type { Comparison, Expression } from "@/server/dbt/jinja/ast";
import type { TokenStream } from "@/server/dbt/jinja/token-stream";

type Rule = (stream: TokenStream) => Expression;

const COMPARISONS = new Set(["==", "!=", "<", "<=", ">", ">="]);

/** Operators between operands, from `or` down to `**`, and `not`; `operand` reads what stands between them. */
export function parseOperators(stream: TokenStream, operand: Rule): Expression {
  let left = parseAnd(stream, operand);
  while (stream.takeName("or")) left = { kind: "or", left, right: parseAnd(stream, operand) };
  return left;
}

function parseAnd(stream: TokenStream, operand: Rule): Expression {
  let left = parseNot(stream, operand);
  while (stream.takeName("and")) left = { kind: "and", left, right: parseNot(stream, operand) };
  return left;
}

function parseNot(stream: TokenStream, operand: Rule): Expression {
  if (stream.isName("not")) {
    stream.next();
    return stream.nested(() => ({ kind: "not", operand: parseNot(stream, operand) }));
  }
  return parseCompare(stream, operand);
}

function parseCompare(stream: TokenStream, operand: Rule): Expression {
  const { line } = stream;
  const first = parseSum(stream, operand);
  const rest: [Comparison, Expression][] = [];
  for (let operator = takeComparison(stream); operator; operator = takeComparison(stream))
    rest.push([operator, parseSum(stream, operand)]);
  return rest.length ? { kind: "compare", first, rest, line } : first;
}

function takeComparison(stream: TokenStream): Comparison | undefined {
  const { current } = stream;
  if (current.type === "operator" && COMPARISONS.has(current.value)) {
    stream.next();
    return current.value as Comparison;
  }
  if (stream.takeName("in")) return "in";
  const following = stream.peek();
  if (!stream.isName("not") || following.type !== "name" || following.value !== "in") return undefined;
  stream.next();
  stream.next();
  return "not in";
}

function parseSum(stream: TokenStream, operand: Rule): Expression {
  return binary(stream, ["+", "-"], (inner) => parseConcat(inner, operand));
}

function parseConcat(stream: TokenStream, operand: Rule): Expression {
  const parts = [parseProduct(stream, operand)];
  while (stream.takeOperator("~")) parts.push(parseProduct(stream, operand));
  return parts.length > 1 ? { kind: "concat", parts } : (parts[0] as Expression);
}

function parseProduct(stream: TokenStream, operand: Rule): Expression {
  return binary(stream, ["*", "/", "//", "%"], (inner) => parsePower(inner, operand));
}

function binary(stream: TokenStream, operators: Operator[], operand: Rule): Expression {
  let left = operand(stream);
  for (;;) {
    const operator = operators.find((candidate) => stream.isOperator(candidate));
    if (!operator) return left;
    const { line } = stream.next();
    left = { kind: "binary", operator, left, right: operand(stream), line };
  }
}

function parsePower(stream: TokenStream, operand: Rule): Expression {
  return binary(stream, ["**"], operand);
}
