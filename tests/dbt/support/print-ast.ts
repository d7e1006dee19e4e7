import type { Arguments, Expression, Literal } from "@/server/dbt/jinja/ast";
import { floatText } from "@/server/dbt/jinja/text";
import { Float } from "@/server/dbt/jinja/values";

/** An expression as Jinja source, every operand in brackets: what the parser must read back as the same tree. */
export function printExpression(node: Expression): string {
  const inner = (part: Expression) => `(${printExpression(part)})`;
  switch (node.kind) {
    case "literal":
      return printLiteral(node.value);
    case "name":
      return node.name;
    case "attribute":
      return `${inner(node.object)}.${node.name}`;
    case "item":
      return `${inner(node.object)}[${printExpression(node.key)}]`;
    case "slice":
      return `${inner(node.object)}[${[node.start, node.stop, node.step].map((part) => (part ? printExpression(part) : "")).join(":")}]`;
    case "call":
      return `${inner(node.callee)}(${printArguments(node.args)})`;
    case "filter":
      return `${inner(node.value)} | ${node.filter.name}(${printArguments(node.filter.args)})`;
    case "test":
      return `${inner(node.value)} is ${node.negated ? "not " : ""}${node.name}(${printArguments(node.args)})`;
    case "list":
      return `[${node.items.map(inner).join(", ")}]`;
    case "tuple":
      return node.items.length === 1 ? `(${node.items.map(inner).join("")},)` : `(${node.items.map(inner).join(", ")})`;
    case "dict":
      return `{${node.entries.map(([key, value]) => `${inner(key)}: ${inner(value)}`).join(", ")}}`;
    case "conditional":
      return `${inner(node.consequent)} if ${inner(node.condition)}${node.otherwise ? ` else ${inner(node.otherwise)}` : ""}`;
    case "or":
    case "and":
      return `${inner(node.left)} ${node.kind} ${inner(node.right)}`;
    case "not":
      return `not ${inner(node.operand)}`;
    case "negative":
      return `-${inner(node.operand)}`;
    case "concat":
      return node.parts.map(inner).join(" ~ ");
    case "binary":
      return `${inner(node.left)} ${node.operator} ${inner(node.right)}`;
    case "compare":
      return [inner(node.first), ...node.rest.map(([operator, right]) => `${operator} ${inner(right)}`)].join(" ");
  }
}

function printLiteral(value: Literal): string {
  if (value === null) return "none";
  if (typeof value === "string") return JSON.stringify(value).replaceAll("\\/", "/");
  return value instanceof Float ? floatText(value.value) : String(value);
}

function printArguments(args: Arguments): string {
  const spread = args.spread ? [`*${printExpression(args.spread)}`] : [];
  const spreadNamed = args.spreadNamed ? [`**${printExpression(args.spreadNamed)}`] : [];
  const positional = args.positional.map(printExpression);
  return [
    ...positional,
    ...args.named.map(([name, value]) => `${name}=${printExpression(value)}`),
    ...spread,
    ...spreadNamed,
  ].join(", ");
}
