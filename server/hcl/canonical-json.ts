import { cleanText, compareBytes } from "./characters";
import { maxJsonDepth, tooDeep } from "./limits";
import { hasExponentInJson } from "./numbers";
import type { JsonValue } from "./schema";

const isList = (value: JsonValue): value is readonly JsonValue[] => Array.isArray(value);

const escapes: { readonly [character: string]: string } = {
  "<": "\\u003c",
  ">": "\\u003e",
  "&": "\\u0026",
  "\u2028": "\\u2028",
  "\u2029": "\\u2029",
};

const plain = /^[ !#-%'-;=?-[\]-~]*$/;

function quoteJson(text: string): string {
  if (plain.test(text)) return `"${text}"`;
  return JSON.stringify(cleanText(text)).replace(/[<>&\u2028\u2029]/g, (character) => escapes[character] ?? character);
}

/** Entries with cleaned keys, in the order of the keys' UTF-8 bytes; of keys that cleaning makes equal the last one. */
export function sortedEntries(value: { readonly [key: string]: JsonValue }): [string, JsonValue][] {
  const entries: [string, JsonValue][] = [];
  let inOrder = true;
  let previous = "";
  for (const key of Object.keys(value)) {
    const member = value[key];
    if (member === undefined) continue;
    const name = cleanText(key);
    inOrder &&= entries.length === 0 || compareBytes(previous, name) < 0;
    entries.push([name, member]);
    previous = name;
  }
  return inOrder ? entries : [...new Map(entries)].sort(([a], [b]) => compareBytes(a, b));
}

/**
 * A JSON document in the one text form that Terraform and its provider agree on: no spaces, keys sorted by bytes,
 * `<`, `>` and `&` escaped, numbers as float64. Throws HclError `too_large` beyond 180 levels.
 */
export function canonicalJson(value: JsonValue, depth = 0): string {
  if (depth > maxJsonDepth) throw tooDeep(maxJsonDepth, "state", null);
  if (typeof value === "string") return quoteJson(value);
  if (typeof value === "number") return Number.isFinite(value) ? String(value) : "null";
  if (value === null || typeof value === "boolean") return String(value);
  if (isList(value)) return `[${value.map((item) => canonicalJson(item, depth + 1)).join(",")}]`;
  let members = "";
  for (const [key, member] of sortedEntries(value)) {
    members += `${members && ","}${quoteJson(key)}:${canonicalJson(member, depth + 1)}`;
  }
  return `{${members}}`;
}

/** Whether `jsonencode` would print some number of the document otherwise than the provider does. */
export function needsLiteral(value: JsonValue): boolean {
  if (typeof value === "number") return hasExponentInJson(value);
  if (value === null || typeof value !== "object") return false;
  return isList(value) ? value.some(needsLiteral) : Object.values(value).some(needsLiteral);
}

/** Whether brackets in JSON text nest deeper than allowed, without parsing it. */
function isTooDeep(text: string): boolean {
  let depth = 0;
  let quoted = false;
  for (let index = 0; index < text.length; index++) {
    const character = text[index];
    if (quoted) {
      if (character === "\\") index++;
      else if (character === '"') quoted = false;
    } else if (character === '"') quoted = true;
    else if (character === "[" || character === "{") {
      if (++depth > maxJsonDepth) return true;
    } else if (character === "]" || character === "}") depth--;
  }
  return false;
}

/** Parses JSON text of bounded depth; undefined when it is not JSON or too deep. */
export function parseJson(text: string): JsonValue | undefined {
  if (isTooDeep(text)) return undefined;
  try {
    return JSON.parse(text) as JsonValue;
  } catch {
    return undefined;
  }
}

/** The object, list or null that a text spells canonically; undefined for any other text. */
export function parseCanonicalDocument(text: string): JsonValue | undefined {
  if (!/^[[{]|^null$/.test(text)) return undefined;
  const value = parseJson(text);
  return value !== undefined && canonicalJson(value) === text ? value : undefined;
}
