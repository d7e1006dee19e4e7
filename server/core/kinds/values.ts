import type { JsonValue, ResourceState } from "@/server/hcl/schema";
import type { KindName, Reference, ResourceKind } from "./types";

export const text = (value: JsonValue | undefined): string => (typeof value === "string" ? value : "");

export const items = (value: JsonValue | undefined): readonly JsonValue[] => (Array.isArray(value) ? value : []);

export const isRecord = (value: JsonValue | undefined): value is { readonly [key: string]: JsonValue } =>
  typeof value === "object" && value !== null && !Array.isArray(value);

export const record = (value: JsonValue | undefined): { readonly [key: string]: JsonValue } =>
  isRecord(value) ? value : {};

/** What kinds named by one id alone have in common: `<id>.tf`, `id-<id>`, import by id. */
export function byId(kind: KindName, directory: string, idShape: RegExp, newId: (state: ResourceState) => string) {
  return {
    kind,
    terraformType: `segment_${kind}`,
    directory,
    idShape,
    newId,
    fileName: (id: string) => `${id}.tf`,
    blockLabel: (id: string) => `id-${id}`,
    importId: (id: string): string | null => id,
    naturalKey: (): string | null => null,
  } satisfies Partial<ResourceKind>;
}

/** What kinds named by two ids have in common: a resource id of the form `<a>:<b>`. */
export function byPair(kind: KindName, directory: string, first: string, second: string) {
  const pair = (state: ResourceState) => `${text(state[first])}:${text(state[second])}`;
  return {
    kind,
    terraformType: `segment_${kind}`,
    directory,
    idShape: /^[A-Za-z0-9_-]+:[A-Za-z0-9_-]+$/,
    newId: pair,
    fileName: (id: string) => `${id.replace(":", "_")}.tf`,
    blockLabel: (id: string) => `id-${id.replace(":", "_")}`,
    importId: (id: string): string | null => id,
    naturalKey: (state: ResourceState): string | null => pair(state),
  } satisfies Partial<ResourceKind>;
}

export function labelReferences(value: JsonValue | undefined, attribute: string): Reference[] {
  return items(value).map((item) => {
    const label = record(item);
    return { kind: "label", id: `${text(label.key)}:${text(label.value)}`, attribute };
  });
}

const grantedKinds: { readonly [type: string]: KindName } = {
  SOURCE: "source",
  WAREHOUSE: "warehouse",
  FUNCTION: "function",
};

/** What role grants name: sources, warehouses and functions by id, and the labels that narrow a grant. */
export function permissionReferences(value: JsonValue | undefined): Reference[] {
  return items(value).flatMap((permission) =>
    items(record(permission).resources).flatMap((item) => {
      const resource = record(item);
      const kind = grantedKinds[text(resource.type)];
      const labels = labelReferences(resource.labels, "permissions");
      return kind ? [{ kind, id: text(resource.id), attribute: "permissions" }, ...labels] : labels;
    }),
  );
}
