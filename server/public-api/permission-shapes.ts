import { z } from "zod";
import { items, record, text } from "@/server/core/kinds/values";
import { findRole } from "@/server/domain/catalog/list-roles";
import type { JsonValue } from "@/server/hcl/schema";

const Type = z.enum(["WORKSPACE", "SOURCE", "SPACE", "WAREHOUSE", "FUNCTION"]);
const most = 200;

/** A role grant as the API shows it. */
export const Permission = z.object({
  roleId: z.string(),
  roleName: z.string(),
  resources: z.array(
    z.object({ id: z.string(), type: Type, labels: z.array(z.object({ key: z.string(), value: z.string() })) }),
  ),
});

const GivenLabel = z.strictObject({ key: z.string(), value: z.string(), description: z.string().nullish() });

const GivenPermission = z.strictObject({
  roleId: z.string(),
  roleName: z.string().nullish().meta({ description: "Ignored, so that an answer can be sent back." }),
  resources: z
    .array(z.strictObject({ id: z.string(), type: Type, labels: z.array(GivenLabel).max(most).nullish() }))
    .max(most)
    .nullish(),
  labels: z.array(GivenLabel).max(0, "Give labels at the resources that they narrow.").nullish(),
});

/** Role grants of a request; null counts as none. */
export const GivenPermissions = z.array(GivenPermission).max(most).nullish();

/** Role grants as the attribute `permissions` of users and groups holds them. */
export function permissionsFromApi(given: z.output<typeof GivenPermissions>) {
  return (given ?? []).map(({ roleId, resources }) => ({
    role_id: roleId,
    resources: (resources ?? []).map(({ id, type, labels }) => ({
      id,
      type,
      labels: (labels ?? []).map(({ key, value }) => ({ key, value })),
    })),
  }));
}

export function permissionsToApi(permissions: JsonValue | undefined): z.output<typeof Permission>[] {
  return items(permissions)
    .map(record)
    .map(({ role_id, resources }) => ({
      roleId: text(role_id),
      roleName: findRole(text(role_id))?.name ?? text(role_id),
      resources: items(resources)
        .map(record)
        .map(({ id, type, labels }) => ({
          id: text(id),
          type: Type.parse(type),
          labels: items(labels)
            .map(record)
            .map(({ key, value }) => ({ key: text(key), value: text(value) })),
        })),
    }));
}
