import type { JsonValue, ResourceState } from "@/server/hcl/schema";
import type { Attributes, Reference, ResourceKind } from "./types";
import { text } from "./values";

function marked(table: Attributes, state: { readonly [key: string]: JsonValue }): Reference[] {
  return Object.entries(table).flatMap(([name, attribute]) => {
    const id = text(state[name]);
    const [kind] = attribute.refersTo ?? [];
    return kind && id ? [{ kind, id, attribute: name }] : [];
  });
}

/** Everything a resource names, once per attribute and target. */
export function referencesOf(kind: ResourceKind, state: ResourceState): Reference[] {
  const all = [...marked(kind.attributes, state), ...(kind.references?.(state) ?? [])];
  const byKey = new Map(
    all.map((reference) => [`${reference.attribute}\n${reference.kind}\n${reference.id}`, reference]),
  );
  return [...byKey.values()];
}
