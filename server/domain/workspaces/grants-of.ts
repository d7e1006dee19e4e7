import { items, record, text } from "@/server/core/kinds/values";
import { type Grant, roleNames } from "@/server/core/permissions";
import type { JsonValue } from "@/server/hcl/schema";

const scopedKinds = { SOURCE: "source", WAREHOUSE: "warehouse", FUNCTION: "function" } as const;

const isScoped = (type: string): type is keyof typeof scopedKinds => Object.hasOwn(scopedKinds, type);

/** A role that reaches only the sources that carry all of these labels, each `key:value`. */
export interface LabelledGrant {
  readonly role: string;
  readonly labels: readonly string[];
}

export interface ReadPermissions {
  readonly grants: readonly Grant[];
  readonly labelled: readonly LabelledGrant[];
}

/**
 * What the `permissions` of a user or group give. Roles we do not know give nothing, nor do spaces; a role without
 * resources is for the whole workspace.
 */
export function grantsOf(permissions: JsonValue | undefined): ReadPermissions {
  const grants: Grant[] = [];
  const labelled: LabelledGrant[] = [];
  for (const permission of items(permissions).map(record)) {
    const role = roleNames[text(permission.role_id)];
    if (!role) continue;
    const resources = items(permission.resources).map(record);
    if (resources.length === 0) grants.push({ role, scope: "workspace" });
    for (const resource of resources) {
      const type = text(resource.type);
      const labels = items(resource.labels).map((label) => `${text(record(label).key)}:${text(record(label).value)}`);
      if (isScoped(type)) grants.push({ role, scope: { kind: scopedKinds[type], id: text(resource.id) } });
      else if (type === "WORKSPACE" && labels.length > 0) labelled.push({ role, labels });
      else if (type === "WORKSPACE") grants.push({ role, scope: "workspace" });
    }
  }
  return { grants, labelled };
}
