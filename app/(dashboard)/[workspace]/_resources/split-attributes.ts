import type { Attribute, ResourceKind } from "@/server/core/kinds/types";
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
  (value.type === "set" && value.element.type === "object" && input !== "labels") ||
  (value.type === "list" && value.element.type === "object");

/** The state is a badge beside the title; settings have their own tab, mappings are no settings in that sense. */
const isElsewhere = (name: string, { input }: Attribute): boolean => name === "enabled" || input === "settings";

/** The attributes of a resource as its page shows them: short facts first, then blocks. */
export function splitAttributes(kind: ResourceKind, state: ResourceState) {
  const all = Object.entries(kind.attributes)
    .filter(([name, attribute]) => !isElsewhere(name, attribute) && !(kind.kind === "function" && name === "settings"))
    .map(([name, attribute]): ShownAttribute => ({ name, attribute, value: state[name] }));
  return {
    facts: all.filter(({ attribute }) => !isBlock(attribute)),
    blocks: all.filter(({ attribute }) => isBlock(attribute)),
  };
}

/** Whether a kind has a tab for settings: of a catalog type, or those that a function declares. */
export const hasSettings = (kind: ResourceKind): boolean =>
  kind.kind === "function" || kind.attributes.settings?.input === "settings";
