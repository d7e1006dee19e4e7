import type { Attribute, Attributes, ResourceKind } from "@/server/core/kinds/types";
import { isRecord } from "@/server/core/kinds/values";
import type { JsonValue, ResourceState } from "@/server/hcl/schema";
import { unifiedDiff } from "@/server/hcl/unified-diff";
import { canonicalJson } from "./canonical";

/** What a change did to one attribute, or to one setting of it. */
export interface AttributeChange {
  /** Dotted, such as `settings.apiKey`. */
  readonly path: string;
  readonly label: string;
  /** Short values as text; null where there was, or is, none. */
  readonly before: string | null;
  readonly after: string | null;
  /** For long and structured values a unified diff instead, and the language of its lines. */
  readonly diff: { readonly text: string; readonly language: "json" | "javascript" | "sql" | "text" } | null;
}

type Fields = { readonly [key: string]: JsonValue };

const longestInline = 160;

/** What differs between two states of a resource, attribute by attribute in the order of the kind's table. */
export function describeChange(kind: ResourceKind, before: ResourceState, after: ResourceState): AttributeChange[] {
  return changesOf(kind.attributes, before, after, "");
}

function changesOf(table: Attributes, before: Fields, after: Fields, prefix: string): AttributeChange[] {
  const known = Object.keys(table);
  const others = [...Object.keys(before), ...Object.keys(after)].filter((name) => !Object.hasOwn(table, name));
  return [...known, ...new Set(others.sort())].flatMap((name) => {
    const [old, now] = [before[name], after[name]];
    if (canonicalJson(old) === canonicalJson(now)) return [];
    const attribute = table[name];
    const path = prefix + name;
    if (attribute?.value.type === "object" && (isRecord(old) || isRecord(now))) {
      return changesOf(attribute.value.attributes as Attributes, asRecord(old), asRecord(now), `${path}.`);
    }
    if (attribute?.input === "settings" && (isRecord(old) || isRecord(now))) {
      return changesOf({}, asRecord(old), asRecord(now), `${path}.`);
    }
    return [oneChange(path, attribute, old, now)];
  });
}

const asRecord = (value: JsonValue | undefined): Fields => (isRecord(value) ? value : {});

function oneChange(path: string, attribute: Attribute | undefined, old?: JsonValue, now?: JsonValue): AttributeChange {
  const label = attribute?.label ?? path;
  const [before, after] = [asText(old), asText(now)];
  if (isShort(before) && isShort(after)) return { path, label, before, after, diff: null };
  const structured = [old, now].some((value) => typeof value === "object" && value !== null);
  const language = structured ? "json" : codeLanguage(attribute);
  const [left, right] = structured ? [pretty(old), pretty(now)] : [`${before ?? ""}\n`, `${after ?? ""}\n`];
  return { path, label, before: null, after: null, diff: { text: unifiedDiff(left, right, path), language } };
}

const codeLanguage = (attribute: Attribute | undefined) =>
  attribute?.input === "javascript" || attribute?.input === "sql" ? attribute.input : "text";

/** Texts as they are, lists of plain values joined, anything else as JSON; null for nothing. */
function asText(value: JsonValue | undefined): string | null {
  if (value === undefined || value === null) return null;
  if (typeof value === "string") return value;
  if (Array.isArray(value) && value.every((item) => typeof item !== "object")) return value.join(", ");
  return typeof value === "object" ? JSON.stringify(sorted(value)) : String(value);
}

const isShort = (text: string | null) => text === null || (text.length <= longestInline && !text.includes("\n"));

const pretty = (value: JsonValue | undefined) =>
  value === undefined || value === null ? "" : `${JSON.stringify(sorted(value), null, 2)}\n`;

/** Keys in order, and members of sets too, so that only real differences show. */
function sorted(value: JsonValue): JsonValue {
  if (Array.isArray(value)) {
    const members = value.map(sorted);
    return members.every(isRecord) ? members.sort((a, b) => (canonicalJson(a) < canonicalJson(b) ? -1 : 1)) : members;
  }
  if (!isRecord(value)) return value;
  return Object.fromEntries(
    Object.keys(value)
      .sort()
      .map((key) => [key, sorted(value[key] ?? null)]),
  );
}
