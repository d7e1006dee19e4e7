import type { JsonValue } from "@/server/hcl/schema";

type Schema = { readonly [key: string]: JsonValue };

/**
 * Properties by name, each in short: a JSON type, `!` behind it for required; `string:a|b` for an enumeration,
 * `/…/` for a pattern, `type[]` for a list.
 */
export type Properties = { readonly [name: string]: string };

function property(short: string): Schema {
  const text = short.replace(/!$/, "");
  if (text.startsWith("/")) return { type: "string", pattern: text.slice(1, -1) };
  if (text.endsWith("[]")) return { type: "array", items: { type: text.slice(0, -2) } };
  const [type = "string", choices] = text.split(":");
  return choices ? { type, enum: choices.split("|") } : { type };
}

function objectOf(properties: Properties): Schema {
  const required = Object.keys(properties).filter((name) => properties[name]?.endsWith("!"));
  return {
    type: "object",
    properties: Object.fromEntries(Object.entries(properties).map(([name, short]) => [name, property(short)])),
    ...(required.length > 0 && { required }),
  };
}

function schema(part: "properties" | "traits" | "context", content: Schema, description?: string): Schema {
  return {
    $schema: "http://json-schema.org/draft-07/schema#",
    type: "object",
    ...(description && { description }),
    properties: { context: {}, properties: {}, traits: {}, [part]: content },
    ...(content.required !== undefined && { required: [part] }),
  };
}

const rule = (type: string, key: string | null, json_schema: Schema, version = 1) => ({
  type,
  key,
  json_schema,
  version,
});

export const track = (name: string, description: string, properties: Properties, version = 1) =>
  rule("TRACK", name, schema("properties", objectOf(properties), description), version);

export const page = (name: string, properties: Properties) =>
  rule("PAGE", name, schema("properties", objectOf(properties)));

export const screen = (name: string, properties: Properties) =>
  rule("SCREEN", name, schema("properties", objectOf(properties)));

export const identify = (traits: Properties) => rule("IDENTIFY", null, schema("traits", objectOf(traits)));

export const group = (traits: Properties) => rule("GROUP", null, schema("traits", objectOf(traits)));

export const common = (context: Properties) => rule("COMMON", null, schema("context", objectOf(context)));
