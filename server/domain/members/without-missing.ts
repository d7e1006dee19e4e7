import type { Ctx, Tx } from "@/server/core/ctx";
import { items, permissionReferences, record } from "@/server/core/kinds/values";
import type { JsonValue } from "@/server/hcl/schema";

/**
 * Role grants without what was deleted since they were written. A grant all of whose resources are gone goes too: an
 * empty list would give the role for the whole workspace.
 */
export async function withoutMissing(tx: Tx, ctx: Ctx, permissions: JsonValue): Promise<JsonValue> {
  const references = permissionReferences(permissions);
  if (references.length === 0) return permissions;
  const found = await tx.resource.findMany({
    where: { workspaceId: ctx.workspace.id, OR: references.map(({ kind, id }) => ({ kind, id })) },
    select: { kind: true, id: true },
  });
  const known = new Set(found.map(({ kind, id }) => `${kind} ${id}`));
  const stays = (resource: JsonValue) =>
    permissionReferences([{ resources: [resource] }]).every(({ kind, id }) => known.has(`${kind} ${id}`));
  return items(permissions).flatMap((permission) => {
    const before = items(record(permission).resources);
    const resources = before.filter(stays);
    return before.length > 0 && resources.length === 0 ? [] : [{ ...record(permission), resources }];
  });
}
