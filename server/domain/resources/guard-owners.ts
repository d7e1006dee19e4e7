import type { Ctx, Tx } from "@/server/core/ctx";
import { DomainError } from "@/server/core/errors";
import type { ResourceKind } from "@/server/core/kinds/types";
import { items, record, text } from "@/server/core/kinds/values";
import { roleNames } from "@/server/core/permissions";
import type { ResourceState } from "@/server/hcl/schema";

const isOwner = (state: ResourceState) =>
  items(state.permissions).some((permission) => roleNames[text(record(permission).role_id)] === "Workspace Owner");

/** Keeps the last Workspace Owner: without one nobody could manage the workspace again. `after` is null on delete. */
export async function guardOwners(
  tx: Tx,
  ctx: Ctx,
  kind: ResourceKind,
  id: string,
  after: ResourceState | null,
): Promise<void> {
  if (kind.kind !== "user" || (after && isOwner(after))) return;
  const users = await tx.resource.findMany({
    where: { workspaceId: ctx.workspace.id, kind: "user", id: { not: id } },
    select: { state: true },
  });
  if (users.some((user) => isOwner(user.state as ResourceState))) return;
  throw new DomainError("conflict", "This is the last Workspace Owner.", {
    next: "Make another user a Workspace Owner first.",
    fields: [{ path: "permissions", message: "The workspace needs at least one Workspace Owner." }],
  });
}
