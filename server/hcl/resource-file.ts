import { canonicalJson, needsLiteral, parseCanonicalDocument, sortedEntries } from "./canonical-json";
import { cleanText, compareBytes, isIdentifier } from "./characters";
import { maxJsonDepth, tooDeep } from "./limits";
import { plainDecimal } from "./numbers";
import type { AttributeSchema, AttributeTable, AttributeType, JsonValue, ResourceDocument } from "./schema";
import { attributeNames, inSetOrder } from "./set-order";
import { asList, asObject, wrongState } from "./state-value";
import type { BodyItem, Expression, HclAttribute, HclBlock, HclFile, ObjectItem } from "./syntax";
import { writeHcl } from "./write";

/**
 * One resource as the bytes that Segment's Git Sync writes for it: an import block, a blank line, the resource block,
 * no line break at the end. Throws HclError `wrong_value` for a state that its attributes do not allow.
 */
export function renderResource(document: ResourceDocument): string {
  return writeHcl(resourceFile(document));
}

/** The same as plain data, which `writeHcl` prints and `readResource` reads back. */
export function resourceFile(document: ResourceDocument): HclFile {
  const { type, label, importId } = document;
  if (!isIdentifier(type) || !isIdentifier(label)) {
    throw wrongState(`“${type.slice(0, 60)}”, “${label.slice(0, 60)}” cannot name a resource block.`);
  }
  const blocks: HclBlock[] = [];
  if (importId !== null) {
    const to: HclAttribute = { kind: "attribute", name: "to", value: { kind: "address", type, label }, spaced: false };
    const id: HclAttribute = { kind: "attribute", name: "id", value: string(importId), spaced: false };
    blocks.push({ kind: "block", type: "import", labels: [], body: [to, id], layout: "lines", spaced: false });
  }
  const body = objectItems(document.attributes, document.state).map(
    ({ key, value }, index): BodyItem => ({
      kind: "attribute",
      name: key,
      value: withVariables(document, key, value),
      spaced: document.dormant === true && index === 0,
    }),
  );
  if (document.dormant) body.unshift({ kind: "attribute", name: "count", value: zero, spaced: false });
  if (document.ignoreChanges?.length) body.push(lifecycle(document.ignoreChanges));
  const spaced = blocks.length > 0;
  blocks.push({ kind: "block", type: "resource", labels: [type, label], body, layout: "lines", spaced });
  return { blocks, trailingNewline: false };
}

/** Terraform then neither compares nor sends these attributes: what stands there is for readers. */
function lifecycle(ignored: readonly string[]): HclBlock {
  const items = ignored.map((text): Expression => ({ kind: "word", text }));
  const value: Expression = { kind: "list", items, layout: "inline" };
  const only: HclAttribute = { kind: "attribute", name: "ignore_changes", value, spaced: false };
  return { kind: "block", type: "lifecycle", labels: [], body: [only], layout: "lines", spaced: true };
}

/** Puts variables into the settings document, each in its place among the keys. */
function withVariables({ variables = {} }: ResourceDocument, name: string, value: Expression): Expression {
  const keys = Object.keys(variables);
  if (name !== "settings" || keys.length === 0) return value;
  if (value.kind !== "jsonencode" || value.argument.kind !== "object") {
    throw wrongState("These settings cannot hold variables.");
  }
  const items = value.argument.items.filter(({ key }) => !Object.hasOwn(variables, key));
  for (const key of keys) items.push({ key, value: { kind: "variable", name: variables[key] ?? "" } });
  items.sort((a, b) => compareBytes(a.key, b.key));
  return { kind: "jsonencode", argument: { kind: "object", items, layout: "lines" } };
}

const nothing: Expression = { kind: "null" };
const zero: Expression = { kind: "number", text: "0" };
const string = (value: string): Expression => ({ kind: "string", value: cleanText(value) });

function objectItems(attributes: AttributeTable, state: { readonly [key: string]: JsonValue }): ObjectItem[] {
  const items: ObjectItem[] = [];
  for (const name of attributeNames(attributes)) {
    const schema = attributes[name];
    if (schema) items.push({ key: name, value: attributeExpression(name, schema, state[name]) });
  }
  return items;
}

function attributeExpression(name: string, schema: AttributeSchema, value: JsonValue | undefined): Expression {
  if (value === undefined || value === null) return nothing;
  if (schema.value.type !== "string") return typedExpression(name, schema.value, value);
  if (typeof value !== "string") throw wrongState(`“${name}” is not a string.`);
  if (value === "" && schema.mode !== "required") return nothing;
  const text = cleanText(value);
  const document = parseCanonicalDocument(text);
  if (document === undefined || needsLiteral(document)) return string(text);
  return { kind: "jsonencode", argument: jsonExpression(document, 0) };
}

function typedExpression(name: string, type: AttributeType, value: JsonValue): Expression {
  switch (type.type) {
    case "string":
      if (typeof value === "string") return string(value);
      break;
    case "bool":
      if (typeof value === "boolean") return { kind: "bool", value };
      break;
    case "number":
      if (typeof value === "number" && Number.isFinite(value)) return { kind: "number", text: plainDecimal(value) };
      break;
    case "json":
      if (typeof value !== "object" || needsLiteral(value)) return string(canonicalJson(value));
      return { kind: "jsonencode", argument: jsonExpression(value, 0) };
    case "object":
      return { kind: "object", items: objectItems(type.attributes, asObject(value)), layout: "lines" };
    case "list":
      return collection(name, type.element, asList(value));
    case "set":
      return collection(name, type.element, inSetOrder(type.element, asList(value)));
  }
  throw wrongState(`“${name}” is not a ${type.type}.`);
}

/** Objects stand on lines of their own, even when there are none; anything else on one line. */
function collection(name: string, element: AttributeType, values: readonly JsonValue[]): Expression {
  const items = values.map((value) => (value === null ? nothing : typedExpression(name, element, value)));
  return { kind: "list", items, layout: element.type === "object" ? "lines" : "inline" };
}

function jsonExpression(value: JsonValue, depth: number): Expression {
  if (depth > maxJsonDepth) throw tooDeep(maxJsonDepth, "state", null);
  if (value === null) return nothing;
  if (typeof value === "string") return string(value);
  if (typeof value === "boolean") return { kind: "bool", value };
  if (typeof value === "number") return { kind: "number", text: plainDecimal(Number.isFinite(value) ? value : 0) };
  if (Array.isArray(value)) {
    return { kind: "list", items: value.map((item: JsonValue) => jsonExpression(item, depth + 1)), layout: "inline" };
  }
  const items = sortedEntries(asObject(value)).map(([key, member]) => ({
    key,
    value: jsonExpression(member, depth + 1),
  }));
  return { kind: "object", items, layout: items.length > 0 ? "lines" : "inline" };
}
