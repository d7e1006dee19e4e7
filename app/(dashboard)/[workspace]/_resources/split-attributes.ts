import type { Attribute, Attributes, ResourceKind } from "@/server/core/kinds/types";
import { record } from "@/server/core/kinds/values";
import type { JsonValue, ResourceState } from "@/server/hcl/schema";

export interface ShownAttribute {
  readonly name: string;
  readonly attribute: Attribute;
  readonly value: JsonValue | undefined;
}

/** Shown with a card of their own: code, tables, documents. */
const isBlock = ({ input, value }: Attribute): boolean =>
  input === "javascript" ||
  input === "sql" ||
  input === "permissions" ||
  value.type === "json" ||
  (value.type === "object" && input !== "schedule") ||
  (value.type === "set" && value.element.type === "object" && input !== "labels") ||
  (value.type === "list" && value.element.type === "object" && Object.keys(value.element.attributes).length > 0);

const isEmpty = (value: JsonValue | undefined): boolean =>
  value === undefined || value === null || (typeof value === "object" && Object.keys(value).length === 0);

/** The state is a badge beside the title; settings have their own tab, mappings are no settings in that sense. */
const isElsewhere = (name: string, { input }: Attribute): boolean => name === "enabled" || input === "settings";

/** The catalog type, and what its entry says of the resource where it says something. */
function catalogFacts(attribute: Attribute, state: ResourceState): ShownAttribute[] {
  if (attribute.value.type !== "object") return [];
  const metadata = record(state.metadata);
  return Object.entries(attribute.value.attributes as Attributes).flatMap(([name, inner]) => {
    const value = metadata[name];
    const fact = { name: `metadata.${name}`, attribute: inner, value };
    if (name === "id") return [{ ...fact, attribute: { ...inner, label: attribute.label } }];
    return isEmpty(value) ? [] : [fact];
  });
}

/** The attributes of a resource as its page shows them: short facts first, then blocks; an empty block is a fact. */
export function splitAttributes(kind: ResourceKind, state: ResourceState) {
  const all = Object.entries(kind.attributes)
    .filter(([name, attribute]) => !isElsewhere(name, attribute) && !(kind.kind === "function" && name === "settings"))
    .flatMap(([name, attribute]) =>
      name === "metadata" ? catalogFacts(attribute, state) : [{ name, attribute, value: state[name] }],
    );
  return {
    facts: all.filter((shown) => !isBlock(shown.attribute) || isEmpty(shown.value)),
    blocks: all.filter((shown) => isBlock(shown.attribute) && !isEmpty(shown.value)),
  };
}

/** Whether a kind has a tab for settings: of a catalog type, or those that a function declares. */
export const hasSettings = (kind: ResourceKind): boolean =>
  kind.kind === "function" || kind.attributes.settings?.input === "settings";
