import { HclError } from "./error";
import { readHcl } from "./read";
import { readDocument } from "./read-resource";
import { renderResource } from "./resource-file";
import type { AttributeSchema, AttributeTable, AttributeType, JsonValue, ResourceDocument } from "./schema";
import { inSetOrder } from "./set-order";

/** Where written HCL does not say what it was written from. */
export interface Mismatch {
  /** Dotted, such as `settings.limits.0`; empty for the whole file. */
  readonly path: string;
  readonly reason: string;
}

/** A resource's text, or why that text would not mean the same as its state. */
export type Verified =
  | { readonly text: string; readonly mismatch: null }
  | { readonly text: null; readonly mismatch: Mismatch };

/** Writes a resource and reads it back: text is only given out when it says what the state says. */
export function renderVerified(document: ResourceDocument): Verified {
  try {
    const text = renderResource(document);
    const mismatch = findMismatch(document, text);
    return mismatch ? { text: null, mismatch } : { text, mismatch };
  } catch (error) {
    if (error instanceof HclError) return { text: null, mismatch: { path: "", reason: error.message } };
    throw error;
  }
}

/**
 * The first difference between a resource and what its text says; null when there is none. Equal is what Terraform takes
 * for equal: sets in any order, an optional empty text and none, Unicode in normal form C.
 */
export function findMismatch(document: ResourceDocument, text: string): Mismatch | null {
  let read: ResourceDocument;
  try {
    const tableOf = (type: string) => (type === document.type ? document.attributes : undefined);
    read = readDocument(readHcl(text, { file: document.label }), tableOf, { file: document.label });
  } catch (error) {
    if (error instanceof HclError) return { path: "", reason: `It cannot be read back: ${error.message}` };
    throw error;
  }
  for (const name of ["type", "label", "importId", "dormant"] as const) {
    if ((read[name] ?? false) !== (document[name] ?? false))
      return { path: name, reason: "It would be read back as another one." };
  }
  const { variables = {}, ignoreChanges = [] } = document;
  const sameVariables = inJson(variables, read.variables ?? {}, "settings");
  if (sameVariables) return sameVariables;
  if (ignoreChanges.join() !== (read.ignoreChanges ?? []).join()) return { path: "lifecycle", reason: changed };
  return inTable(document.attributes, withoutVariables(document), read.state, "");
}

const changed = "It would be read back with another value.";

type Values = { readonly [name: string]: JsonValue };

function withoutVariables({ state, variables }: ResourceDocument): Values {
  const { settings } = state;
  if (!variables || !isObject(settings)) return state;
  const plain = Object.entries(settings).filter(([key]) => !Object.hasOwn(variables, key));
  return { ...state, settings: Object.fromEntries(plain) };
}

const isObject = (value: JsonValue | undefined): value is Values =>
  typeof value === "object" && value !== null && !Array.isArray(value);

const below = (path: string, name: string | number) => (path === "" ? String(name) : `${path}.${name}`);

function inTable(table: AttributeTable, wanted: Values, read: Values, path: string): Mismatch | null {
  for (const [name, schema] of Object.entries(table)) {
    const found = inAttribute(schema, wanted[name] ?? null, read[name] ?? null, below(path, name));
    if (found) return found;
  }
  const lost = Object.keys(wanted).find((name) => !Object.hasOwn(table, name) && (wanted[name] ?? null) !== null);
  return lost === undefined ? null : { path: below(path, lost), reason: "Terraform has no such attribute." };
}

function inAttribute({ value: type, mode }: AttributeSchema, wanted: JsonValue, read: JsonValue, path: string) {
  const none = wanted === "" && type.type === "string" && mode !== "required";
  return inValue(type, none ? null : wanted, read, path);
}

function inValue(type: AttributeType, wanted: JsonValue, read: JsonValue, path: string): Mismatch | null {
  if (wanted === null || read === null) return wanted === read ? null : { path, reason: changed };
  switch (type.type) {
    case "json":
      return inJson(wanted, read, path);
    case "object":
      return isObject(wanted) && isObject(read)
        ? inTable(type.attributes, wanted, read, path)
        : { path, reason: changed };
    case "list":
    case "set": {
      if (!Array.isArray(wanted) || !Array.isArray(read)) return { path, reason: changed };
      const compare: Compare = (a, b, at) => inValue(type.element, a, b, at);
      const found = inItems(wanted, read, path, compare);
      // Most sets are stored in the order in which they are written.
      return found && type.type === "set" ? inItems(inSetOrder(type.element, wanted), read, path, compare) : found;
    }
    default:
      return inJson(wanted, read, path);
  }
}

type Compare = (wanted: JsonValue, read: JsonValue, path: string) => Mismatch | null;

function inItems(wanted: readonly JsonValue[], read: readonly JsonValue[], path: string, compare: Compare) {
  if (wanted.length !== read.length) return { path, reason: changed };
  for (const [index, item] of wanted.entries()) {
    const found = compare(item, read[index] ?? null, below(path, index));
    if (found) return found;
  }
  return null;
}

const normal = (text: string) => text.normalize("NFC");

function inJson(wanted: JsonValue, read: JsonValue, path: string): Mismatch | null {
  if (wanted === read) return null;
  if (typeof wanted === "string" && typeof read === "string") {
    return normal(wanted) === read ? null : { path, reason: changed };
  }
  if (Array.isArray(wanted) && Array.isArray(read)) return inItems(wanted, read, path, inJson);
  if (!isObject(wanted) || !isObject(read)) return { path, reason: changed };
  const names = Object.keys(wanted).filter((name) => wanted[name] !== undefined);
  for (const name of names) {
    const key = Object.hasOwn(read, name) ? name : normal(name);
    if (!Object.hasOwn(read, key)) return { path: below(path, name), reason: "It would be lost." };
    const found = inJson(wanted[name] ?? null, read[key] ?? null, below(path, name));
    if (found) return found;
  }
  return names.length === Object.keys(read).length ? null : { path, reason: "Two of its names would become one." };
}
