import { canonicalJson, parseJson } from "./canonical-json";
import { cleanText } from "./characters";
import { HclError, type Position } from "./error";
import type { AttributeTable, AttributeType, JsonValue } from "./schema";
import type { Expression, ObjectItem } from "./syntax";

interface Context {
  readonly file: string;
  readonly unknown: "refuse" | "skip";
  /** Takes the variables among the settings; where it is missing they are refused. */
  readonly variables?: { [key: string]: string };
}

type Values = { [name: string]: JsonValue };

/** Checked values of a body or object, nulls left out. `at` is where something missing is reported. */
export function readAttributes(
  context: Context,
  items: readonly ObjectItem[],
  attributes: AttributeTable,
  at: Position | null,
): Values {
  const values: Values = {};
  for (const { key, value } of items) {
    const schema = Object.hasOwn(attributes, key) ? attributes[key] : undefined;
    if (!schema) {
      if (context.unknown === "skip") continue;
      const remedy = "Remove it: it does not exist, is deprecated, or is set by Segment.";
      throw wrong(context, `“${key.slice(0, 60)}” is not an attribute that can be set here.`, remedy, value.at ?? at);
    }
    if (value.kind !== "null") setOwn(values, key, readTyped(context, key, schema.value, value));
  }
  for (const [name, { mode }] of Object.entries(attributes)) {
    if (mode !== "required" || Object.hasOwn(values, name)) continue;
    throw wrong(context, `“${name}” is missing.`, "Set it; it may not be null.", at);
  }
  return values;
}

function readTyped(context: Context, name: string, type: AttributeType, value: Expression): JsonValue {
  switch (type.type) {
    case "string":
      if (value.kind === "string") return cleanText(value.value);
      if (value.kind === "jsonencode") return canonicalJson(jsonValue(context, value.argument));
      break;
    case "bool":
      if (value.kind === "bool") return value.value;
      break;
    case "number":
      if (value.kind === "number") return numberValue(context, value.text, value.at ?? null);
      break;
    case "json":
      if (value.kind === "jsonencode") return jsonValue(context, withoutVariables(context, name, value.argument));
      if (value.kind === "string") return parsedText(context, name, value.value, value.at ?? null);
      break;
    case "object":
      if (value.kind === "object") {
        const inner = { file: context.file, unknown: context.unknown };
        return readAttributes(inner, value.items, type.attributes, value.at ?? null);
      }
      break;
    case "list":
    case "set":
      if (value.kind === "list") return value.items.map((item) => readTyped(context, name, type.element, item));
  }
  if (value.kind === "variable") throw variable(context, value.at ?? null);
  throw wrong(context, `“${name}” must be ${wanted[type.type]}.`, "Change the value.", value.at ?? null);
}

/** The settings document with its variables taken out of it. */
function withoutVariables(context: Context, name: string, document: Expression): Expression {
  const { variables } = context;
  if (name !== "settings" || document.kind !== "object" || !variables) return document;
  const items = document.items.filter(({ key, value }) => {
    if (value.kind !== "variable") return true;
    setOwn(variables, cleanText(key), value.name);
    return false;
  });
  return { ...document, items };
}

const wanted: { readonly [T in AttributeType["type"]]: string } = {
  string: "a string in quotes",
  number: "a number",
  bool: "`true` or `false`",
  json: "`jsonencode({...})`",
  object: "an object in braces",
  list: "a list in brackets",
  set: "a list in brackets",
};

function parsedText(context: Context, name: string, text: string, at: Position | null): JsonValue {
  const value = parseJson(text);
  if (value !== undefined && value !== null) return value;
  throw wrong(context, `“${name}” does not hold a JSON document.`, "Write it as `jsonencode({...})`.", at);
}

function numberValue(context: Context, text: string, at: Position | null): number {
  const value = Number(text);
  if (Number.isFinite(value)) return value;
  throw wrong(context, "A number is out of range.", "Write a number below 1.8e308.", at);
}

/** The value inside `jsonencode(...)`; a call inside it is the text it makes. */
function jsonValue(context: Context, value: Expression): JsonValue {
  switch (value.kind) {
    case "null":
      return null;
    case "bool":
      return value.value;
    case "number":
      return numberValue(context, value.text, value.at ?? null);
    case "string":
      return cleanText(value.value);
    case "jsonencode":
      return canonicalJson(jsonValue(context, value.argument));
    case "list":
      return value.items.map((item) => jsonValue(context, item));
    case "object": {
      const values: Values = {};
      for (const item of value.items) setOwn(values, cleanText(item.key), jsonValue(context, item.value));
      return values;
    }
    case "address":
    case "word":
      throw wrong(context, "A reference is not an explicit value.", "Write the value itself.", value.at ?? null);
    case "variable":
      throw variable(context, value.at ?? null);
  }
}

/** Sets a property of any name: plain assignment to `__proto__` would be lost. */
function setOwn<Value>(values: { [name: string]: Value }, key: string, value: Value): void {
  if (key === "__proto__") {
    Object.defineProperty(values, key, { value, enumerable: true, writable: true, configurable: true });
  } else values[key] = value;
}

const variable = (context: Context, at: Position | null) =>
  wrong(
    context,
    "A variable cannot stand here.",
    "Only a whole value directly among `settings` may be a variable.",
    at,
  );

function wrong(context: Context, message: string, remedy: string, at: Position | null): HclError {
  return new HclError("wrong_value", message, remedy, context.file, at);
}
