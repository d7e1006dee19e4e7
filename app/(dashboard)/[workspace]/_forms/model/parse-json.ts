import type { JsonValue } from "@/server/hcl/schema";

export type ParsedJson =
  | { readonly ok: true; readonly value: JsonValue }
  | { readonly ok: false; readonly message: string };

/** JSON typed by a person. Numbers that would silently change, such as 1e999 or 20-digit ids, are refused. */
export function parseJson(text: string): ParsedJson {
  if (text.trim() === "") return { ok: false, message: "Give a JSON value." };
  try {
    const value = JSON.parse(text) as JsonValue;
    return isSafe(value)
      ? { ok: true, value }
      : { ok: false, message: "A number here is too large; write it as a text." };
  } catch (error) {
    return { ok: false, message: `This is not JSON: ${error instanceof Error ? error.message : "it cannot be read"}.` };
  }
}

function isSafe(value: JsonValue): boolean {
  if (typeof value === "number")
    return Number.isFinite(value) && (!Number.isInteger(value) || Number.isSafeInteger(value));
  if (typeof value === "object" && value !== null) return Object.values(value).every((item: JsonValue) => isSafe(item));
  return true;
}

export const formatJson = (value: JsonValue): string => JSON.stringify(value, null, 2);
