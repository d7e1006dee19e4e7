import { canonicalJson } from "./canonical-json";
import { cleanText, compareBytes } from "./characters";
import { tenSignificant } from "./numbers";
import { quoteGo } from "./quote";
import type { AttributeTable, AttributeType, JsonValue } from "./schema";
import { asList, asObject } from "./state-value";

type PrintNumber = (value: number) => string;

/**
 * The text by which Terraform orders the objects of a set: attributes in name order, each followed by `;`, strings
 * as Go's `%q`, null as `~`, booleans as `T` and `F`, numbers with ten digits.
 */
function orderText(type: AttributeType, value: JsonValue | undefined, print: PrintNumber): string {
  if (value === null || value === undefined) return "~";
  switch (type.type) {
    case "string":
      return quoteGo(cleanText(String(value)));
    case "json":
      return quoteGo(canonicalJson(value));
    case "number":
      return print(Number(value));
    case "bool":
      return value ? "T" : "F";
    case "object":
      return `<${objectText(type.attributes, value, print)}>`;
    case "list":
      return `[${asList(value)
        .map((item) => `${orderText(type.element, item, print)};`)
        .join("")}]`;
    case "set":
      return `[${inSetOrder(type.element, asList(value))
        .map((item) => `${orderText(type.element, item, print)};`)
        .join("")}]`;
  }
}

const namesOf = new WeakMap<AttributeTable, readonly string[]>();

/** Attribute names in byte order, remembered per table. */
export function attributeNames(attributes: AttributeTable): readonly string[] {
  let names = namesOf.get(attributes);
  if (!names) {
    names = Object.keys(attributes).sort(compareBytes);
    namesOf.set(attributes, names);
  }
  return names;
}

function objectText(attributes: AttributeTable, value: JsonValue, print: PrintNumber): string {
  const object = asObject(value);
  let text = "";
  for (const name of attributeNames(attributes)) {
    const schema = attributes[name];
    if (schema) text += `${orderText(schema.value, object[name], print)};`;
  }
  return text;
}

const rank = (value: JsonValue): number => (value === null ? 2 : value === true ? 1 : 0);

function compareScalars(a: JsonValue, b: JsonValue): number {
  if (typeof a === "string" && typeof b === "string") return compareBytes(a, b);
  if (typeof a === "number" && typeof b === "number") return a - b;
  return rank(a) - rank(b);
}

interface Element {
  readonly value: JsonValue;
  readonly text: string;
}

/** The elements of a set in Terraform's order, each once. */
export function inSetOrder(element: AttributeType, values: readonly JsonValue[]): readonly JsonValue[] {
  if (element.type === "string" || element.type === "number" || element.type === "bool") {
    const cleaned = values.map((value) => (typeof value === "string" ? cleanText(value) : value));
    return [...new Set(cleaned)].sort(compareScalars);
  }
  if (values.length < 2) return values;
  const elements = values.map((value): Element => ({ value, text: orderText(element, value, tenSignificant) }));
  elements.sort((a, b) => compareBytes(a.text, b.text));
  return elements.filter((item, index) => !isRepeated(element, elements, item, index)).map(({ value }) => value);
}

/** Elements in the same place of the order are equal unless numbers differ beyond the ten digits compared. */
function isRepeated(type: AttributeType, elements: readonly Element[], item: Element, index: number): boolean {
  const exact = (value: JsonValue) => orderText(type, value, String);
  for (let before = index - 1; elements[before]?.text === item.text; before--) {
    if (exact(elements[before]?.value ?? null) === exact(item.value)) return true;
  }
  return false;
}
