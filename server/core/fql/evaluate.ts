import type { JsonValue } from "@/server/hcl/schema";
import type { Expression } from "./expression";
import { callFunction } from "./functions";
import { parseExpression } from "./parse-expression";
import { Effort, TooMuchEffort } from "./text-search";
import type { FqlProblem } from "./tokens";

export type Evaluated =
  | { readonly ok: true; readonly value: boolean }
  | { readonly ok: false; readonly problem: FqlProblem };

type Event = { readonly [name: string]: JsonValue };

/**
 * Whether an event meets an FQL statement. Total: a field that is missing is null, and values of a type that an operator
 * does not take are simply not true. Not ok for text that is no FQL, and where evaluating it would take too long.
 */
export function evaluate(text: string, event: Event, effort = new Effort()): Evaluated {
  const parsed = parseExpression(text);
  if (!parsed.ok) return parsed;
  try {
    return { ok: true, value: resultOf(parsed.expression, event, effort) === true };
  } catch (error) {
    if (!(error instanceof TooMuchEffort)) throw error;
    return { ok: false, problem: { message: "This statement takes too long on this event.", at: 0 } };
  }
}

/** The value at a path of own properties; null where there is none. */
export function lookUp(event: JsonValue, names: readonly string[]): JsonValue {
  let at: JsonValue = event;
  for (const name of names) {
    if (typeof at !== "object" || at === null || Array.isArray(at) || !Object.hasOwn(at, name)) return null;
    at = (at as Event)[name] ?? null;
  }
  return at;
}

function resultOf(expression: Expression, event: Event, effort: Effort): JsonValue {
  effort.spend(1);
  const of = (each: Expression) => resultOf(each, event, effort);
  switch (expression.kind) {
    case "literal":
      return expression.value;
    case "path":
      return lookUp(event, expression.names);
    case "list":
      return expression.items.map(of);
    case "not":
      return of(expression.of) !== true;
    case "joined":
      return expression.join === "and"
        ? expression.items.every((item) => of(item) === true)
        : expression.items.some((item) => of(item) === true);
    case "compare":
      return compare(expression.operator, of(expression.left), of(expression.right), effort);
    case "call":
      return callFunction(expression.name, expression.given.map(of), effort);
  }
}

type Operator = Extract<Expression, { kind: "compare" }>["operator"];

function compare(operator: Operator, left: JsonValue, right: JsonValue, effort: Effort): boolean {
  switch (operator) {
    case "=":
      return isSame(left, right, effort);
    case "!=":
      return !isSame(left, right, effort);
    case "in":
      return Array.isArray(right) && right.some((item: JsonValue) => isSame(left, item, effort));
    default:
      return typeof left === "number" && typeof right === "number" && inOrder(operator, left, right);
  }
}

function inOrder(operator: ">" | ">=" | "<" | "<=", left: number, right: number): boolean {
  if (operator === ">") return left > right;
  if (operator === ">=") return left >= right;
  return operator === "<" ? left < right : left <= right;
}

const deepestLists = 64;

/** The same type and value, lists element by element. Objects are never the same: FQL does not compare them. */
function isSame(left: JsonValue, right: JsonValue, effort: Effort, depth = 0): boolean {
  effort.spend(typeof left === "string" ? left.length + 1 : 1);
  if (depth > deepestLists) return false;
  if (Array.isArray(left) && Array.isArray(right)) {
    const same = (item: JsonValue, at: number) => isSame(item, right[at] ?? null, effort, depth + 1);
    return left.length === right.length && left.every(same);
  }
  return (typeof left !== "object" || left === null) && left === right;
}
