import type { Attribute, Attributes, KindName, ResourceKind } from "@/server/core/kinds/types";
import type { AttributeType } from "@/server/hcl/schema";
import type { FormControl, FormField } from "./types";

/** The kinds that an attribute names without saying so in the table, because its text alone does not tell which. */
const namedKinds: { readonly [attribute: string]: readonly KindName[] } = {
  function_id: ["function"],
  integration_id: ["destination", "source"],
};

/** How many of an attribute's own attributes have an input of a kind. */
const asksFor = (type: AttributeType, input: Attribute["input"]): boolean =>
  type.type === "set" &&
  type.element.type === "object" &&
  Object.values(type.element.attributes as Attributes).some((each) => each.input === input);

const isCatalogType = (type: AttributeType): boolean =>
  type.type === "object" && Object.values(type.attributes as Attributes).some((each) => each.input === "catalog");

function controlByInput(name: string, attribute: Attribute): FormControl | null {
  switch (attribute.input) {
    case "multiline":
    case "settings":
    case "mapping":
    case "labels":
    case "permissions":
    case "schedule":
      return { type: attribute.input };
    case "javascript":
    case "sql":
      return { type: "code", language: attribute.input };
    case "fql":
      return { type: "fql", purpose: name === "trigger" ? "trigger" : name === "if" ? "condition" : "value" };
    case "email":
    case "url":
      return { type: "text", mono: false, inputType: attribute.input };
    case "catalog":
      return attribute.createOnly ? { type: "chosen" } : { type: "catalog", catalog: "destinations" };
    case "action":
      return { type: "chosen" };
    case "reference":
      return { type: "reference", kinds: attribute.refersTo ?? namedKinds[name] ?? [] };
    default:
      return null;
  }
}

function controlByType(name: string, attribute: Attribute): FormControl {
  const type = attribute.value;
  switch (type.type) {
    case "string":
      if (attribute.options) return { type: "choice", options: attribute.options };
      return { type: "text", mono: attribute.pattern !== undefined || /_id$|_column$/.test(name), inputType: "text" };
    case "number":
      return { type: "number" };
    case "bool":
      return { type: "boolean", unset: attribute.mode === "optional" && attribute.initial === undefined };
    case "json":
      return { type: "json" };
    case "object":
      return isCatalogType(type)
        ? { type: "chosen" }
        : { type: "object", fields: describe(type.attributes as Attributes) };
    case "list":
    case "set":
      if (asksFor(type, "json-schema")) return { type: "rules" };
      if (asksFor(type, "filter-fields")) return { type: "filter-actions" };
      if (type.element.type === "object")
        return { type: "rows", fields: describe(type.element.attributes as Attributes) };
      return { type: "list", suggests: name === "members" ? "user" : null };
  }
}

const describe = (attributes: Attributes): FormField[] =>
  Object.entries(attributes).map(([name, attribute]) => ({
    name,
    label: attribute.label,
    help: attribute.help ?? null,
    required: attribute.mode === "required" && !attribute.mayBeEmpty,
    empty: attribute.mode === "required" ? "" : null,
    createOnly: attribute.createOnly === true,
    maxLength: attribute.maxLength ?? null,
    initial: attribute.initial ?? null,
    control: controlByInput(name, attribute) ?? controlByType(name, attribute),
  }));

/** The form of a kind, from its attribute table alone: one field for each attribute, in the table's order. */
export const describeForm = (kind: ResourceKind): FormField[] => describe(kind.attributes);
