import { emptyMap, own, type Plain, PlainFloat, type PlainMap } from "@/server/dbt/plain";

/** JSON text to plain data. Numbers written with a point or an exponent stay floats. Throws `SyntaxError`. */
export function parseJsonPlain(text: string): Plain {
  const value: unknown = JSON.parse(text);
  return toPlainData(value, /\d\.0*(?:[^\d]|$)|\d[eE]/.test(text) ? floatTexts(text) : null);
}

/** Values from `JSON.parse`, rebuilt with maps that inherit nothing. */
export function toPlainData(value: unknown, floats: Set<number> | null = null): Plain {
  if (typeof value === "number") return floats?.has(value) ? new PlainFloat(value) : value;
  if (Array.isArray(value)) return value.map((item) => toPlainData(item, floats));
  if (typeof value === "object" && value !== null) {
    const out: PlainMap = emptyMap();
    for (const key of Object.keys(value)) out[key] = toPlainData((value as Record<string, unknown>)[key], floats);
    return out;
  }
  return typeof value === "string" || typeof value === "boolean" ? value : null;
}

/** Whole numbers that the text spells as floats, such as `1.0`. */
function floatTexts(text: string): Set<number> {
  const found = new Set<number>();
  for (const [literal] of text.matchAll(/-?\d+(?:\.\d+(?:[eE][-+]?\d+)?|[eE][-+]?\d+)/g)) {
    const value = Number(literal);
    if (Number.isInteger(value)) found.add(value);
  }
  return found;
}

const FLOAT_KEY = "$float";
const INT_KEY = "$int";

/** Text for a cache: unlike JSON it keeps floats apart from whole numbers. */
export function encodePlain(value: unknown): string {
  return encodeFast(value) ?? encodeTyped(value);
}

/** Most values have neither floats nor large integers, and plain JSON is several times as fast. */
function encodeFast(value: unknown): string | null {
  const before = PlainFloat.written;
  try {
    const text = JSON.stringify(value);
    return PlainFloat.written === before ? text : null;
  } catch (error) {
    if (error instanceof TypeError) return null;
    throw error;
  }
}

function encodeTyped(value: unknown): string {
  return JSON.stringify(value, function (this: Record<string, unknown>, key, item) {
    const raw = this[key];
    if (raw instanceof PlainFloat) return { [FLOAT_KEY]: String(raw.value) };
    return typeof item === "bigint" ? { [INT_KEY]: String(item) } : item;
  });
}

/** The inverse of {@link encodePlain}. */
export function decodePlain(text: string): unknown {
  if (!text.includes(FLOAT_KEY) && !text.includes(INT_KEY)) return JSON.parse(text);
  return JSON.parse(text, (_, item) => {
    if (typeof item !== "object" || item === null || Array.isArray(item)) return item;
    const float = own(item, FLOAT_KEY);
    if (typeof float === "string") return new PlainFloat(Number(float));
    const int = own(item, INT_KEY);
    return typeof int === "string" ? BigInt(int) : item;
  });
}
