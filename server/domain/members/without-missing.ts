import type { Ctx, Tx } from "@/server/core/ctx";
import { items, permissionReferences, record } from "@/server/core/kinds/values";
import { existingResources } from "@/server/domain/resources/existing-resources";
import type { JsonValue } from "@/server/hcl/schema";

/**
 * Role grants without what was deleted since they were written. A grant all of whose resources are gone goes too: an
 * empty list would give the role for the whole workspace.
 */
export async function withoutMissing(tx: Tx, ctx: Ctx, permissions: JsonValue): Promise<JsonValue> {
  const references = permissionReferences(permissions);
  if (references.length === 0) return permissions;
  const exists = await existingResources(tx, ctx.workspace.id, references);
  const stays = (resource: JsonValue) => permissionReferences([{ resources: [resource] }]).every(exists);
  return items(permissions).flatMap((permission) => {
    const before = items(record(permission).resources);
    const resources = before.filter(stays);
    return before.length > 0 && resources.length === 0 ? [] : [{ ...record(permission), resources }];
  });
}
