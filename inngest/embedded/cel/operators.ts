import { isDeepStrictEqual } from "node:util";
import { ExpressionError } from "./tokens";

/** A value's own member or element; null when there is none, so that an absent field compares as null. */
export function member(value: unknown, key: unknown): unknown {
  if (value === null || typeof value !== "object") return null;
  if (Array.isArray(value)) return typeof key === "number" ? (value[key] ?? null) : null;
  const name = String(key);
  return Object.hasOwn(value, name) ? ((value as Record<string, unknown>)[name] ?? null) : null;
}

function compare(left: unknown, right: unknown, holds: (order: number) => boolean): boolean {
  if (typeof left === "number" && typeof right === "number") return holds(left - right);
  if (typeof left === "string" && typeof right === "string") return holds(left < right ? -1 : left > right ? 1 : 0);
  return false;
}

function add(left: unknown, right: unknown): unknown {
  if (typeof left === "number" && typeof right === "number") return left + right;
  if (Array.isArray(left) && Array.isArray(right)) return [...left, ...right];
  if (typeof left === "string" || typeof right === "string") return `${left ?? ""}${right ?? ""}`;
  return null;
}

function arithmetic(work: (left: number, right: number) => number) {
  return (left: unknown, right: unknown) =>
    typeof left === "number" && typeof right === "number" ? work(left, right) : null;
}

function within(left: unknown, right: unknown): boolean {
  if (Array.isArray(right)) return right.some((item) => isDeepStrictEqual(item, left));
  return right !== null && typeof right === "object" && Object.hasOwn(right, String(left));
}

/** Two-sided operators with their precedence; && and || are not here because they do not always look right. */
export const OPERATORS: Record<string, { binds: number; apply: (left: unknown, right: unknown) => unknown }> = {
  "==": { binds: 3, apply: isDeepStrictEqual },
  "!=": { binds: 3, apply: (left, right) => !isDeepStrictEqual(left, right) },
  "<": { binds: 3, apply: (left, right) => compare(left, right, (order) => order < 0) },
  "<=": { binds: 3, apply: (left, right) => compare(left, right, (order) => order <= 0) },
  ">": { binds: 3, apply: (left, right) => compare(left, right, (order) => order > 0) },
  ">=": { binds: 3, apply: (left, right) => compare(left, right, (order) => order >= 0) },
  in: { binds: 3, apply: within },
  "+": { binds: 4, apply: add },
  "-": { binds: 4, apply: arithmetic((left, right) => left - right) },
  "*": { binds: 5, apply: arithmetic((left, right) => left * right) },
  "/": { binds: 5, apply: arithmetic((left, right) => left / right) },
  "%": { binds: 5, apply: arithmetic((left, right) => left % right) },
};

function onStrings(test: (text: string, part: string) => boolean) {
  return (text: unknown, part: unknown) => typeof text === "string" && typeof part === "string" && test(text, part);
}

function size(value: unknown): number {
  if (typeof value === "string") return [...value].length;
  return value !== null && typeof value === "object" ? Object.keys(value).length : 0;
}

/** Functions, also callable as methods (`a.contains(b)`). `has` only asks whether a field is there. */
const FUNCTIONS: Record<string, { takes: number; apply: (first: unknown, second?: unknown) => unknown }> = {
  has: { takes: 1, apply: (value) => value !== null },
  size: { takes: 1, apply: size },
  string: { takes: 1, apply: (value) => (typeof value === "string" ? value : JSON.stringify(value)) },
  double: { takes: 1, apply: (value) => Number(value) },
  int: { takes: 1, apply: (value) => Math.trunc(Number(value)) },
  contains: { takes: 2, apply: onStrings((text, part) => text.includes(part)) },
  startsWith: { takes: 2, apply: onStrings((text, part) => text.startsWith(part)) },
  endsWith: { takes: 2, apply: onStrings((text, part) => text.endsWith(part)) },
};

/** Throws `ExpressionError` for a function outside the subset, when the expression is read rather than when it runs. */
export function functionNamed(name: string, argumentCount: number) {
  const found = Object.hasOwn(FUNCTIONS, name) ? FUNCTIONS[name] : undefined;
  if (!found) throw new ExpressionError(`the function ${name}() is not supported by the embedded executor`);
  if (found.takes !== argumentCount) throw new ExpressionError(`${name}() takes ${found.takes} argument(s)`);
  return found.apply;
}
