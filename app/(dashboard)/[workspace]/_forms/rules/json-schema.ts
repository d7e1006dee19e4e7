import type { JsonValue } from "@/server/hcl/schema";
import { asList, asObject, isObject, type JsonObject, withKey } from "../model/json";

/** The part of an event that rules of a type are about. */
export type Section = "properties" | "traits" | "context";

export function sectionOf(ruleType: string): Section {
  if (ruleType === "IDENTIFY" || ruleType === "GROUP") return "traits";
  return ruleType === "COMMON" ? "context" : "properties";
}

/** Keywords that the builder edits; a schema may have others, which stay as they are. */
const edited = new Set([
  "type",
  "description",
  "enum",
  "pattern",
  "minimum",
  "maximum",
  "properties",
  "required",
  "items",
]);

export const otherKeywords = (schema: JsonObject): string[] => Object.keys(schema).filter((key) => !edited.has(key));

const isTextList = (value: JsonValue | undefined) =>
  Array.isArray(value) && value.every((item) => typeof item === "string");

const shapes: { readonly [keyword: string]: (value: JsonValue) => boolean } = {
  type: (value) => typeof value === "string" || isTextList(value),
  description: (value) => typeof value === "string",
  enum: (value) => Array.isArray(value),
  pattern: (value) => typeof value === "string",
  minimum: (value) => typeof value === "number",
  maximum: (value) => typeof value === "number",
  required: isTextList,
  properties: (value) => isObject(value) && Object.values(value).every(isShowable),
  items: (value) => isShowable(value),
};

/** Whether the builder can show a schema: its own keywords have their usual shapes, here and inside. */
export function isShowable(schema: JsonValue): boolean {
  return isObject(schema) && Object.entries(schema).every(([key, value]) => shapes[key]?.(value) ?? true);
}

/** Whether the builder can show a rule's whole schema; otherwise it stays a text. */
export function isShowableRule(schema: JsonValue, section: Section): boolean {
  if (!isObject(schema)) return false;
  const { properties, required } = schema;
  if (required !== undefined && !isTextList(required)) return false;
  return properties === undefined || (isObject(properties) && isShowable(properties[section] ?? {}));
}

export const sectionSchema = (rule: JsonObject, section: Section): JsonObject =>
  asObject(asObject(rule.properties)[section]);

/** A rule's schema with another schema for its section; a section with required properties is required itself. */
export function withSection(rule: JsonObject, section: Section, schema: JsonObject): JsonObject {
  const next = withKey(rule, "properties", withKey(asObject(rule.properties), section, schema));
  const required = asList(rule.required);
  return asList(schema.required).length === 0 || required.includes(section)
    ? next
    : withKey(next, "required", [...required, section]);
}

export const propertiesOf = (schema: JsonObject): [name: string, property: JsonObject][] =>
  Object.entries(asObject(schema.properties)).map(([name, property]) => [name, asObject(property)]);

export const isRequired = (schema: JsonObject, name: string): boolean => asList(schema.required).includes(name);

export function withRequired(schema: JsonObject, name: string, required: boolean): JsonObject {
  const rest = asList(schema.required).filter((each) => each !== name);
  const next = required ? [...rest, name] : rest;
  return withKey(schema, "required", next.length > 0 ? next : undefined);
}

/** With a property changed or added at the end; a schema that gets its first property says that it is an object. */
export function withProperty(schema: JsonObject, name: string, property: JsonObject): JsonObject {
  const typed = schema.type === undefined ? { type: "object", ...schema } : schema;
  return withKey(typed, "properties", withKey(asObject(schema.properties), name, property));
}

export function withoutProperty(schema: JsonObject, name: string): JsonObject {
  const rest = withKey(schema, "properties", withKey(asObject(schema.properties), name, undefined));
  return isRequired(schema, name) ? withRequired(rest, name, false) : rest;
}

/** With another name for a property, in the same place; null when the name is taken. */
export function withRenamed(schema: JsonObject, from: string, to: string): JsonObject | null {
  const properties = asObject(schema.properties);
  if (from === to) return schema;
  if (Object.hasOwn(properties, to)) return null;
  const entries = Object.entries(properties).map(([name, property]) => [name === from ? to : name, property] as const);
  const next = withKey(schema, "properties", Object.fromEntries(entries));
  if (!isRequired(schema, from)) return next;
  return withKey(
    next,
    "required",
    asList(schema.required).map((each) => (each === from ? to : each)),
  );
}

/** The types that a property may have, without `null`; none means any. */
export const typesOf = (property: JsonObject): string[] => {
  const all = typeof property.type === "string" ? [property.type] : asList(property.type).map(String);
  return all.filter((type) => type !== "null");
};

export const isNullable = (property: JsonObject): boolean =>
  property.type === "null" || asList(property.type).includes("null");

/** With other types; a list of types stays a list, also of one. */
export function withTypes(property: JsonObject, types: readonly string[], nullable: boolean): JsonObject {
  const all = nullable && types.length > 0 ? [...types, "null"] : types;
  const [only] = all;
  const asOne = all.length === 1 && !Array.isArray(property.type);
  return withKey(property, "type", all.length === 0 ? undefined : asOne ? only : all);
}

/** What a new rule starts from. */
export const emptyRuleSchema: JsonObject = {
  $schema: "http://json-schema.org/draft-07/schema#",
  type: "object",
  properties: { context: {}, properties: {}, traits: {} },
};
