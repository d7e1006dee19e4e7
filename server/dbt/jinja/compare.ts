import { JinjaError } from "@/server/dbt/jinja/errors";
import { str } from "@/server/dbt/jinja/text";
import {
  Callable,
  Dict,
  Float,
  HostObject,
  type Int,
  Namespace,
  Tuple,
  Undefined,
  type Value,
} from "@/server/dbt/jinja/values";

export function typeName(value: Value): string {
  if (value === null) return "NoneType";
  if (typeof value === "string") return "str";
  if (typeof value === "boolean") return "bool";
  if (isInt(value)) return "int";
  if (value instanceof Float) return "float";
  if (value instanceof Tuple) return "tuple";
  if (Array.isArray(value)) return "list";
  if (value instanceof Dict) return "dict";
  if (value instanceof Callable) return "function";
  if (value instanceof Namespace) return "Namespace";
  if (value instanceof Undefined) return "Undefined";
  return value.typeName;
}

export function isInt(value: Value): value is Int {
  return typeof value === "number" || typeof value === "bigint";
}

/** Numbers as Python counts them: booleans included. */
export function isNumeric(value: Value): value is Int | Float | boolean {
  return isInt(value) || value instanceof Float || typeof value === "boolean";
}

export function toNumber(value: Value): number {
  if (value instanceof Float) return value.value;
  if (isInt(value) || typeof value === "boolean") return Number(value);
  if (value instanceof Undefined) throw new JinjaError(value.hint);
  throw new JinjaError(`a number was expected, not '${typeName(value)}'`);
}

export function truthy(value: Value): boolean {
  if (typeof value === "boolean") return value;
  if (value === null || value === 0 || value === "" || value instanceof Undefined) return false;
  if (Array.isArray(value)) return value.length > 0;
  if (value instanceof Dict) return value.size > 0;
  if (value instanceof Float) return value.value !== 0;
  if (value instanceof Tuple) return value.items.length > 0;
  if (value instanceof HostObject) return value.isTruthy;
  return true;
}

const MAX_NESTING = 100;

export function equals(a: Value, b: Value, depth = 0): boolean {
  if (a === b) return true;
  if (depth > MAX_NESTING) throw new JinjaError("values nest too deep to be compared");
  if (isNumeric(a) && isNumeric(b)) return isInt(a) && isInt(b) ? BigInt(a) === BigInt(b) : toNumber(a) === toNumber(b);
  if (Array.isArray(a) && Array.isArray(b)) return sameItems(a, b, depth);
  if (a instanceof Tuple && b instanceof Tuple) return sameItems(a.items, b.items, depth);
  if (a instanceof Dict && b instanceof Dict) return sameEntries(a, b, depth);
  if (a instanceof Undefined && b instanceof Undefined) return true;
  if (a instanceof HostObject) return a.equals(b);
  if (b instanceof HostObject) return b.equals(a);
  return false;
}

function sameItems(a: readonly Value[], b: readonly Value[], depth: number): boolean {
  return a.length === b.length && a.every((item, i) => equals(item, b[i] ?? null, depth + 1));
}

function sameEntries(a: Dict, b: Dict, depth: number): boolean {
  if (a.size !== b.size) return false;
  for (const [key, value] of a.entries()) {
    const other = b.get(key);
    if (other === undefined || !equals(value, other, depth + 1)) return false;
  }
  return true;
}

/** Negative, zero or positive, as `<` orders them; throws for pairs that Python refuses to order. */
export function compare(a: Value, b: Value, depth = 0): number {
  if (isInt(a) && isInt(b)) return a < b ? -1 : a > b ? 1 : 0;
  if (isNumeric(a) && isNumeric(b)) return toNumber(a) - toNumber(b);
  if (typeof a === "string" && typeof b === "string") return compareText(a, b);
  const left = sequenceItems(a);
  const right = sequenceItems(b);
  if (left && right && Array.isArray(a) === Array.isArray(b) && depth < MAX_NESTING) {
    for (let i = 0; i < Math.min(left.length, right.length); i++) {
      const [x, y] = [left[i] ?? null, right[i] ?? null];
      if (!equals(x, y)) return compare(x, y, depth + 1);
    }
    return left.length - right.length;
  }
  const order = a instanceof HostObject ? a.compare(b) : undefined;
  if (order !== undefined) return order;
  for (const side of [a, b]) if (side instanceof Undefined && side.operated()) return 0;
  throw new JinjaError(`'<' not supported between instances of '${typeName(a)}' and '${typeName(b)}'`);
}

/** Python orders text by code point, JavaScript by UTF-16 unit: they differ beyond the basic plane. */
function compareText(a: string, b: string): number {
  if (a === b) return 0;
  const limit = Math.min(a.length, b.length);
  let i = 0;
  while (i < limit && a.charCodeAt(i) === b.charCodeAt(i)) i++;
  if (i === limit) return a.length - b.length;
  if (i > 0 && (a.charCodeAt(i - 1) & 0xfc00) === 0xd800) i--;
  return (a.codePointAt(i) ?? 0) - (b.codePointAt(i) ?? 0);
}

export function sequenceItems(value: Value): readonly Value[] | undefined {
  if (Array.isArray(value)) return value;
  return value instanceof Tuple ? value.items : undefined;
}

/** The elements a `for` would visit. The result may be the value's own array: callers that mutate copy first. */
export function iterate(value: Value): readonly Value[] {
  const items = sequenceItems(value);
  if (items) return items;
  if (typeof value === "string") return Array.from(value);
  if (value instanceof Dict) return value.keys();
  if (value instanceof Undefined) return [];
  const hosted = value instanceof HostObject ? value.iterate() : undefined;
  if (hosted) return hosted;
  throw new JinjaError(`'${typeName(value)}' object is not iterable`);
}

export function isIterable(value: Value): boolean {
  if (value instanceof HostObject) return value.iterate() !== undefined;
  return typeof value === "string" || value instanceof Dict || value instanceof Undefined || !!sequenceItems(value);
}

export function contains(container: Value, item: Value): boolean {
  if (typeof container === "string") {
    if (typeof item === "string") return container.includes(item);
    if (item instanceof Undefined) throw new JinjaError(item.hint);
    throw new JinjaError(`'in <string>' requires string as left operand, not ${typeName(item)}`);
  }
  if (container instanceof Dict) return !Array.isArray(item) && !(item instanceof Dict) && container.has(item);
  return iterate(container).some((member) => equals(member, item));
}

/** Text of a value that must be text, as many string methods ask of their arguments. */
export function expectText(value: Value | undefined): string {
  if (typeof value === "string") return value;
  if (value === undefined) throw new JinjaError("an argument is missing");
  if (value instanceof HostObject || value instanceof Undefined) return str(value);
  throw new JinjaError(`a text was expected, not '${typeName(value)}'`);
}

export function expectInt(value: Value | undefined, fallback?: number): number {
  if (value === undefined || value === null) {
    if (fallback !== undefined) return fallback;
    throw new JinjaError("a whole number was expected");
  }
  if (value instanceof Float) throw new JinjaError("'float' object cannot be interpreted as an integer");
  return toNumber(value);
}
