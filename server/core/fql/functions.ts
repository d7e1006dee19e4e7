import type { JsonValue } from "@/server/hcl/schema";
import { type Effort, globMatches, holds } from "./text-search";

type FqlFunction = (given: readonly JsonValue[], effort: Effort) => JsonValue;

const onText =
  (change: (text: string) => string): FqlFunction =>
  ([value], effort) => {
    if (typeof value !== "string") return null;
    effort.spend(value.length);
    return change(value);
  };

const onTwoTexts =
  (decide: (text: string, other: string, effort: Effort) => boolean): FqlFunction =>
  ([value, other], effort) =>
    typeof value === "string" && typeof other === "string" ? decide(value, other, effort) : false;

/** The words of `typeof`; FQL has none for objects, which no function takes. */
function typeOf(value: JsonValue | undefined): string {
  if (value === null || value === undefined) return "null";
  if (Array.isArray(value)) return "list";
  return typeof value === "boolean" ? "bool" : typeof value === "object" ? "map" : typeof value;
}

/** Elements of a list, bytes of a text. */
function lengthOf(value: JsonValue | undefined, effort: Effort): number {
  if (Array.isArray(value)) return value.length;
  if (typeof value !== "string") return 0;
  effort.spend(value.length);
  return new TextEncoder().encode(value).length;
}

function toBool(value: JsonValue | undefined): boolean {
  if (typeof value === "string") return value !== "" && value !== "false";
  if (Array.isArray(value)) return value.length > 0;
  return typeof value === "number" ? value !== 0 : value === true;
}

function toText(value: JsonValue | undefined, effort: Effort): string | null {
  if (value === null || value === undefined) return null;
  if (typeof value === "string") return value;
  const text = JSON.stringify(value);
  effort.spend(text.length);
  return text;
}

function toNumber(value: JsonValue | undefined, effort: Effort): number | null {
  if (typeof value === "number") return value;
  if (typeof value !== "string") return null;
  effort.spend(value.length);
  return /^\s*[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d+)?\s*$/i.test(value) && Number.isFinite(Number(value))
    ? Number(value)
    : null;
}

const titled = (text: string) =>
  text.replace(/(^|\s)(\S)/gu, (_, gap: string, first: string) => gap + first.toUpperCase());

const table: { readonly [name: string]: readonly [arity: number, run: FqlFunction] } = {
  contains: [2, onTwoTexts(holds)],
  match: [2, onTwoTexts(globMatches)],
  length: [1, ([value], effort) => lengthOf(value, effort)],
  lowercase: [1, onText((text) => text.toLowerCase())],
  uppercase: [1, onText((text) => text.toUpperCase())],
  snakecase: [1, onText((text) => text.replaceAll(" ", "_"))],
  kebabcase: [1, onText((text) => text.replaceAll(" ", "-"))],
  titlecase: [1, onText(titled)],
  typeof: [1, ([value]) => typeOf(value)],
  bool: [1, ([value]) => toBool(value)],
  string: [1, ([value], effort) => toText(value, effort)],
  number: [1, ([value], effort) => toNumber(value, effort)],
};

/** How many values each function takes. Source: Segment's reference of FQL. */
export const functionArities: { readonly [name: string]: number } = Object.fromEntries(
  Object.entries(table).map(([name, [arity]]) => [name, arity]),
);

/** Calls a function that `functionArities` names. What it cannot work on gives null, false or 0, never an error. */
export const callFunction = (name: string, given: readonly JsonValue[], effort: Effort): JsonValue =>
  table[name]?.[1](given, effort) ?? null;
