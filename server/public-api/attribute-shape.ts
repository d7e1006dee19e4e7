import { z } from "zod";
import type { Attribute, Attributes } from "@/server/core/kinds/types";
import type { AttributeType, JsonValue } from "@/server/hcl/schema";

/** `json_schema` as the API spells it: `jsonSchema`. */
export const apiName = (attribute: string) =>
  attribute.replace(/_([a-z0-9])/g, (_, first: string) => first.toUpperCase());

type Fields = { readonly [name: string]: JsonValue };

/**
 * The attributes of a kind as the API writes them: names in camel case, JSON documents untouched. An attribute that is
 * not set is null.
 */
export function toApi(attributes: Attributes, state: Fields): { [name: string]: JsonValue } {
  return Object.fromEntries(
    Object.entries(attributes).map(([name, { value }]) => [apiName(name), valueToApi(value, state[name] ?? null)]),
  );
}

function valueToApi(type: AttributeType, value: JsonValue): JsonValue {
  if (type.type === "object" && isFields(value)) return toApi(type.attributes as Attributes, value);
  if ((type.type === "set" || type.type === "list") && Array.isArray(value)) {
    return value.map((item: JsonValue) => valueToApi(type.element, item));
  }
  return value;
}

/**
 * Attributes from the API's names; those that are not given stay away. Names that are no attribute stay as they are, so
 * that the kind's own check names them.
 */
export function fromApi(
  attributes: Attributes,
  given: { readonly [name: string]: unknown },
): { [name: string]: JsonValue } {
  const names = new Map(Object.keys(attributes).map((name) => [apiName(name), name]));
  return Object.fromEntries(
    Object.entries(given as Fields).flatMap(([key, value]) => {
      if (value === undefined) return [];
      const name = names.get(key) ?? key;
      const attribute = Object.hasOwn(attributes, name) ? attributes[name] : undefined;
      return [[name, attribute ? valueFromApi(attribute.value, value) : value]];
    }),
  );
}

function valueFromApi(type: AttributeType, value: JsonValue): JsonValue {
  if (type.type === "object" && isFields(value)) return fromApi(type.attributes as Attributes, value);
  if ((type.type === "set" || type.type === "list") && Array.isArray(value)) {
    return value.map((item: JsonValue) => valueFromApi(type.element, item));
  }
  return value;
}

const isFields = (value: JsonValue): value is Fields =>
  typeof value === "object" && value !== null && !Array.isArray(value);

export const Json = z.custom<JsonValue>((value) => value !== undefined).meta({ description: "Any JSON value." });
export const JsonObject = z.record(z.string(), z.unknown());

/** What an attribute looks like in a request. The kind's own rules look at it again, with better words. */
export function shapeOf(attribute: Attribute): z.ZodType {
  const shape = valueShape(attribute.value, attribute);
  return attribute.mode === "required" ? shape : shape.nullish();
}

function valueShape(type: AttributeType, attribute?: Attribute): z.ZodType {
  switch (type.type) {
    case "string":
      return attribute?.options ? z.enum(attribute.options as [string, ...string[]]) : z.string();
    case "number":
      return z.number();
    case "bool":
      return z.boolean();
    case "json":
      return attribute?.input === "settings" || attribute?.input === "mapping" ? JsonObject : Json;
    case "object":
      return z.strictObject(shapesOf(type.attributes as Attributes));
    case "set":
    case "list":
      return z.array(valueShape(type.element));
  }
}

/** Shapes of some attributes of a table, by the API's names; all of them without `only`. */
export function shapesOf(attributes: Attributes, only?: readonly string[]): { [name: string]: z.ZodType } {
  const names = only ?? Object.keys(attributes);
  return Object.fromEntries(
    names.flatMap((name) => {
      const attribute = attributes[name];
      return attribute ? [[apiName(name), withDefault(attribute)]] : [];
    }),
  );
}

/** What a create may leave out, since the kind fills it in. */
const withDefault = (attribute: Attribute) =>
  attribute.initial === undefined ? shapeOf(attribute) : shapeOf(attribute).nullish();

/** The same for a PATCH: everything may be left out. */
export const patchShapes = (attributes: Attributes, only: readonly string[]) =>
  Object.fromEntries(
    Object.entries(shapesOf(attributes, only)).map(([name, shape]) => [name, (shape as z.ZodType).nullish()]),
  );
