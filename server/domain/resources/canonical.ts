import { isRecord } from "@/server/core/kinds/values";
import type { JsonValue } from "@/server/hcl/schema";

/** JSON text with sorted keys: two values are the same document exactly when their texts are equal. */
export function canonicalJson(value: JsonValue | undefined): string {
  if (Array.isArray(value)) return `[${value.map(canonicalJson).join(",")}]`;
  if (isRecord(value)) {
    const keys = Object.keys(value).sort();
    return `{${keys.map((key) => `${JSON.stringify(key)}:${canonicalJson(value[key])}`).join(",")}}`;
  }
  return JSON.stringify(value ?? null);
}

/** Names of the attributes that differ between two states; a missing one counts as null. */
export function changedAttributes(
  before: { readonly [key: string]: JsonValue },
  after: { readonly [key: string]: JsonValue },
): string[] {
  const names = new Set([...Object.keys(before), ...Object.keys(after)]);
  return [...names].filter((name) => canonicalJson(before[name]) !== canonicalJson(after[name])).sort();
}
