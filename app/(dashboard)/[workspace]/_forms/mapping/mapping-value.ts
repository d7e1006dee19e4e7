import type { JsonValue } from "@/server/hcl/schema";
import { isObject, type JsonObject } from "../model/json";

/**
 * A value of a mapping as the builder edits it. `json` holds whatever the others cannot, as it is, so that reading and
 * writing a value gives the same value.
 */
export type MappingValue =
  | { readonly kind: "none" }
  | { readonly kind: "literal"; readonly value: string | number | boolean }
  | { readonly kind: "list"; readonly values: readonly string[] }
  | { readonly kind: "path"; readonly path: string }
  | { readonly kind: "template"; readonly template: string }
  | { readonly kind: "if"; readonly test: "exists" | "blank"; readonly branches: Branches }
  | { readonly kind: "object"; readonly entries: readonly (readonly [key: string, value: MappingValue])[] }
  | { readonly kind: "json"; readonly value: JsonValue };

/** What is looked at, and what is taken then and otherwise; a missing branch gives no value. */
export interface Branches {
  readonly subject: MappingValue;
  readonly yes?: MappingValue;
  readonly no?: MappingValue;
}

export type MappingKind = MappingValue["kind"];

const onlyKey = (value: JsonObject): string | null => {
  const keys = Object.keys(value);
  return keys.length === 1 ? (keys[0] ?? null) : null;
};

/** A stored value in the builder's terms; undefined and null are both no value. */
export function readMapping(value: JsonValue | undefined): MappingValue {
  if (value === undefined || value === null) return { kind: "none" };
  if (Array.isArray(value)) return isTextList(value) ? { kind: "list", values: value } : { kind: "json", value };
  if (!isObject(value)) return { kind: "literal", value: value as string | number | boolean };
  return readDirective(value) ?? readObject(value);
}

const isTextList = (value: readonly JsonValue[]): value is readonly string[] =>
  value.length > 0 &&
  value.every((item) => typeof item === "string" && item !== "") &&
  new Set(value).size === value.length;

function readDirective(value: JsonObject): MappingValue | null {
  const key = onlyKey(value);
  const inner = key === null ? undefined : value[key];
  if (key === "@path" && typeof inner === "string") return { kind: "path", path: inner };
  if (key === "@template" && typeof inner === "string") return { kind: "template", template: inner };
  if (key === "@if" && isObject(inner)) return readIf(inner, value);
  return Object.keys(value).some((each) => each.startsWith("@")) ? { kind: "json", value } : null;
}

function readIf(inner: JsonObject, whole: JsonObject): MappingValue {
  const tests = (["exists", "blank"] as const).filter((test) => Object.hasOwn(inner, test));
  const [test] = tests;
  const known = Object.keys(inner).every((key) => ["exists", "blank", "then", "else"].includes(key));
  // A null branch and a missing one are told apart only by the text, so a null one stays text.
  if (!test || tests.length > 1 || !known || Object.values(inner).includes(null)) return { kind: "json", value: whole };
  return {
    kind: "if",
    test,
    branches: {
      subject: readMapping(inner[test]),
      ...(inner.then !== undefined && { yes: readMapping(inner.then) }),
      ...(inner.else !== undefined && { no: readMapping(inner.else) }),
    },
  };
}

function readObject(value: JsonObject): MappingValue {
  const entries = Object.entries(value);
  if (entries.length === 0) return { kind: "json", value };
  return { kind: "object", entries: entries.map(([key, item]) => [key, readMapping(item)] as const) };
}

/** The value to store; undefined where there is none. Inside objects no value is written as null. */
export function writeMapping(value: MappingValue): JsonValue | undefined {
  switch (value.kind) {
    case "none":
      return undefined;
    case "literal":
    case "json":
      return value.value;
    case "list":
      return value.values;
    case "path":
      return { "@path": value.path };
    case "template":
      return { "@template": value.template };
    case "if":
      return { "@if": writeBranches(value.test, value.branches) };
    case "object":
      return Object.fromEntries(value.entries.map(([key, item]) => [key, writeMapping(item) ?? null]));
  }
}

function writeBranches(test: "exists" | "blank", branches: Branches): JsonObject {
  const written: (readonly [string, JsonValue | undefined])[] = [
    [test, writeMapping(branches.subject) ?? null],
    ["then", branches.yes && writeMapping(branches.yes)],
    ["else", branches.no && writeMapping(branches.no)],
  ];
  return Object.fromEntries(written.flatMap(([key, value]) => (value === undefined ? [] : [[key, value]])));
}

/** A path as mappings write it, from what a person typed: `properties.plan` is `$.properties.plan`. */
export const pathFromInput = (typed: string): string => {
  const text = typed.trim();
  return text === "" || text.startsWith("$") ? text : `$.${text}`;
};

/** What a value begins with when a person chooses to give it in another way; texts go along where they can. */
export function asKind(kind: MappingKind, before: MappingValue): MappingValue {
  switch (kind) {
    case "none":
      return { kind };
    case "literal":
      return { kind, value: before.kind === "template" ? before.template : "" };
    case "list":
      return { kind, values: [] };
    case "path":
      return { kind, path: "" };
    case "template":
      return { kind, template: before.kind === "literal" ? String(before.value) : "" };
    case "if": {
      const subject: MappingValue = before.kind === "path" ? before : { kind: "path", path: "" };
      return { kind, test: "exists", branches: { subject, yes: subject, no: { kind: "path", path: "" } } };
    }
    case "object":
      return { kind, entries: [] };
    case "json":
      return { kind, value: writeMapping(before) ?? null };
  }
}
