import { iterate, toNumber, typeName } from "@/server/dbt/jinja/compare";
import { DICT_METHODS } from "@/server/dbt/jinja/dict-methods";
import { JinjaError } from "@/server/dbt/jinja/errors";
import { LIST_METHODS, TUPLE_METHODS } from "@/server/dbt/jinja/list-methods";
import { STRING_METHODS } from "@/server/dbt/jinja/string-methods";
import { str } from "@/server/dbt/jinja/text";
import {
  type Args,
  Callable,
  Dict,
  Float,
  HostObject,
  type Method,
  type MethodTable,
  Namespace,
  type Runtime,
  Tuple,
  Undefined,
  type Value,
} from "@/server/dbt/jinja/values";

/** `value.name` as Jinja reads it: an attribute, else an item of that name, else undefined. */
export function getAttribute(value: Value, name: string): Value {
  if (typeof value === "string") return bound(STRING_METHODS, value, name);
  if (Array.isArray(value)) return bound(LIST_METHODS, value, name);
  if (value instanceof Dict) {
    const method = DICT_METHODS.get(name);
    return method ? bind(method, value, name) : orMissing(value.get(name), value, name);
  }
  if (value instanceof HostObject) {
    const found = value.attribute(name);
    return found === undefined ? orMissing(value.item(name), value, name) : found;
  }
  if (value instanceof Undefined) return value.member(name);
  if (value instanceof Namespace) return orMissing(value.fields.get(name), value, name);
  if (value instanceof Tuple) return bound(TUPLE_METHODS, value, name);
  if (value instanceof Callable) return name === "name" || name === "__name__" ? value.name : missing(value, name);
  return missing(value, name);
}

/** `value[key]` as Jinja reads it: an item, else an attribute of that name, else undefined. */
export function getItem(value: Value, key: Value): Value {
  if (value instanceof Dict && isHashable(key)) {
    const found = value.get(key);
    if (found !== undefined) return found;
  }
  if (typeof key === "number" || typeof key === "boolean") {
    const found = elementAt(value, Number(key));
    if (found !== undefined) return found;
  }
  if (value instanceof HostObject) {
    const found = value.item(key);
    if (found !== undefined) return found;
  }
  if (value instanceof Undefined) return value.member(str(key));
  return typeof key === "string" ? getAttribute(value, key) : missing(value, str(key));
}

function elementAt(value: Value, index: number): Value | undefined {
  const items = Array.isArray(value) ? value : value instanceof Tuple ? value.items : undefined;
  if (items) return items[index < 0 ? items.length + index : index];
  if (typeof value !== "string") return undefined;
  // Indexing by code point matters only when the text leaves the basic plane.
  const chars = /[\ud800-\udfff]/.test(value) ? Array.from(value) : value;
  return chars[index < 0 ? chars.length + index : index];
}

function isHashable(key: Value): boolean {
  return !Array.isArray(key) && !(key instanceof Dict);
}

function bound<Self>(table: MethodTable<Self>, self: Self & Value, name: string): Value {
  const method = table.get(name);
  return method ? bind(method, self, name) : missing(self, name);
}

function bind<Self>(method: Method<Self>, self: Self, name: string): Value {
  return new Callable(name, (args, runtime) => method(self, args, runtime));
}

/** None is a value like any other: only what is not there is undefined. */
function orMissing(found: Value | undefined, value: Value, name: string): Value {
  return found === undefined ? missing(value, name) : found;
}

function missing(value: Value, name: string): Undefined {
  return new Undefined(name, `'${typeName(value)} object' has no attribute '${name}'`);
}

export function callValue(callee: Value, args: Args, runtime: Runtime): Value {
  runtime.budget.step();
  if (callee instanceof Callable) return callee.invoke(args, runtime);
  if (callee instanceof Undefined) return callee.called();
  const result = callee instanceof HostObject ? callee.call(args, runtime) : undefined;
  if (result === undefined) throw new JinjaError(`'${typeName(callee)}' object is not callable`);
  return result;
}

/** `value[start:stop:step]`; a bound of `null` was left out. */
export function slice(value: Value, start: Value, stop: Value, step: Value): Value {
  if (value instanceof Undefined) return value;
  const items = typeof value === "string" ? Array.from(value) : iterate(value);
  const stride = step === null ? 1 : toNumber(step);
  if (stride === 0) throw new JinjaError("slice step cannot be zero");
  const out: Value[] = [];
  const [from, to] = sliceBounds(items.length, start, stop, stride);
  for (let i = from; stride > 0 ? i < to : i > to; i += stride) out.push(items[i] ?? null);
  if (typeof value === "string") return out.map(str).join("");
  return value instanceof Tuple ? new Tuple(out) : out;
}

function sliceBounds(length: number, start: Value, stop: Value, stride: number): [number, number] {
  const low = stride > 0 ? 0 : -1;
  const high = stride > 0 ? length : length - 1;
  const clamp = (bound: Value, fallback: number): number => {
    if (bound === null || bound instanceof Undefined) return fallback;
    if (bound instanceof Float) throw new JinjaError("slice indices must be integers or None");
    const index = toNumber(bound);
    return Math.min(high, Math.max(low, index < 0 ? index + length : index));
  };
  return stride > 0 ? [clamp(start, low), clamp(stop, high)] : [clamp(start, high), clamp(stop, low)];
}
