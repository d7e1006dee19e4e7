import type { JsonValue } from "@/server/hcl/schema";

const deepest = 64;
const mostValues = 300_000;

/**
 * Whether something that came from outside is a plain JSON object of bounded depth and size. It walks without recursion: a
 * body of nested brackets must not exhaust the stack.
 */
export function isJsonObject(input: unknown): input is { [name: string]: JsonValue } {
  if (typeof input !== "object" || input === null || Array.isArray(input)) return false;
  let level: unknown[] = [input];
  let seen = 0;
  for (let depth = 0; level.length > 0; depth++) {
    seen += level.length;
    if (depth > deepest || seen > mostValues) return false;
    const next: unknown[] = [];
    for (const value of level) {
      if (Array.isArray(value)) for (const item of value) next.push(item);
      else if (typeof value === "object" && value !== null) {
        if (!isPlain(value)) return false;
        for (const item of Object.values(value)) next.push(item);
      } else if (!isScalar(value)) return false;
    }
    level = next;
  }
  return true;
}

function isPlain(value: object): boolean {
  const prototype: unknown = Object.getPrototypeOf(value);
  return prototype === Object.prototype || prototype === null;
}

const isScalar = (value: unknown) =>
  value === null || typeof value === "string" || typeof value === "boolean" || typeof value === "number";
