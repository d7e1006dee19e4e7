import { items, record, text } from "@/server/core/kinds/values";
import { roleNames } from "@/server/core/permissions";
import type { JsonValue } from "@/server/hcl/schema";

const scopeWords: { readonly [type: string]: readonly [one: string, many: string] } = {
  SOURCE: ["source", "sources"],
  WAREHOUSE: ["warehouse", "warehouses"],
  FUNCTION: ["function", "functions"],
  SPACE: ["space", "spaces"],
};

/** A role by name; an id that we do not know stays an id. */
export const roleName = (id: string) => roleNames[id] ?? id;

/** Role grants in short: "Workspace Owner, Source Admin (2 sources)". */
export function grantsText(permissions: JsonValue | undefined): string {
  const grants = items(permissions).map((permission) => {
    const { role_id, resources } = record(permission);
    const scope = scopeText(items(resources));
    return scope ? `${roleName(text(role_id))} (${scope})` : roleName(text(role_id));
  });
  return grants.join(", ");
}

/** Where a grant holds: "2 sources", "labels env:prod"; empty for the whole workspace. */
export function scopeText(resources: readonly JsonValue[]): string {
  const counts = new Map<string, number>();
  const labels: string[] = [];
  for (const resource of resources.map(record)) {
    const type = text(resource.type);
    if (type !== "WORKSPACE") counts.set(type, (counts.get(type) ?? 0) + 1);
    for (const label of items(resource.labels).map(record)) labels.push(`${text(label.key)}:${text(label.value)}`);
  }
  const places = [...counts].map(([type, count]) => {
    const [one, many] = scopeWords[type] ?? [type.toLowerCase(), type.toLowerCase()];
    return `${count} ${count === 1 ? one : many}`;
  });
  return [...places, ...labels].join(", ");
}
