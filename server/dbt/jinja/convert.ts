import { shrink } from "@/server/dbt/jinja/arithmetic";
import { str } from "@/server/dbt/jinja/text";
import { Callable, Dict, Float, HostObject, Namespace, Tuple, Undefined, type Value } from "@/server/dbt/jinja/values";
import { emptyMap, type Plain, PlainFloat } from "@/server/dbt/plain";

export function fromPlain(value: Plain | undefined): Value {
  if (value === undefined || value === null) return null;
  if (typeof value === "bigint") return shrink(value);
  if (typeof value === "number") return Number.isSafeInteger(value) ? value : new Float(value);
  if (value instanceof PlainFloat) return new Float(value.value);
  if (Array.isArray(value)) return value.map(fromPlain);
  if (typeof value === "object")
    return new Dict(Object.keys(value).map((key) => [key, fromPlain(value[key])] as const));
  return value;
}

export function toPlain(value: Value, depth = 0): Plain {
  if (value === null || value instanceof Undefined || depth > 100) return null;
  if (value instanceof Float) return Number.isInteger(value.value) ? new PlainFloat(value.value) : value.value;
  if (Array.isArray(value)) return value.map((item) => toPlain(item, depth + 1));
  if (value instanceof Tuple) return value.items.map((item) => toPlain(item, depth + 1));
  if (value instanceof Dict) {
    const map = emptyMap();
    for (const [key, item] of value.entries()) map[str(key)] = toPlain(item, depth + 1);
    return map;
  }
  if (value instanceof HostObject || value instanceof Callable || value instanceof Namespace) return str(value);
  return value;
}
