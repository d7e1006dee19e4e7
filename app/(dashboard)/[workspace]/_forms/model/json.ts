import type { JsonValue } from "@/server/hcl/schema";

export type JsonObject = { readonly [key: string]: JsonValue };

export const isObject = (value: JsonValue | undefined): value is JsonObject =>
  typeof value === "object" && value !== null && !Array.isArray(value);

export const asObject = (value: JsonValue | undefined): JsonObject => (isObject(value) ? value : {});

export const asList = (value: JsonValue | undefined): readonly JsonValue[] => (Array.isArray(value) ? value : []);

export const asText = (value: JsonValue | undefined): string => (typeof value === "string" ? value : "");

/** Whether two values are the same document: the order of keys does not count, a missing key counts as null. */
export function sameJson(a: JsonValue | undefined, b: JsonValue | undefined): boolean {
  if (Array.isArray(a) && Array.isArray(b)) {
    return a.length === b.length && a.every((item, index) => sameJson(item, b[index]));
  }
  if (isObject(a) && isObject(b)) {
    const keys = Object.keys(a);
    return (
      keys.length === Object.keys(b).length && keys.every((key) => Object.hasOwn(b, key) && sameJson(a[key], b[key]))
    );
  }
  return (a ?? null) === (b ?? null);
}

/** `object` with one key set in its place, or removed when the value is undefined. */
export function withKey(object: JsonObject, key: string, value: JsonValue | undefined): JsonObject {
  const entries = Object.entries(object).filter(([name]) => value !== undefined || name !== key);
  if (value === undefined) return Object.fromEntries(entries);
  const next = entries.map(([name, old]) => [name, name === key ? value : old] as const);
  return Object.fromEntries(Object.hasOwn(object, key) ? next : [...next, [key, value]]);
}

/** The attributes of `values` that differ from `before`: all that an edit sends. */
export const changesOf = (before: JsonObject, values: JsonObject): JsonObject =>
  Object.fromEntries(Object.entries(values).filter(([name, value]) => !sameJson(before[name], value)));
