import type { Ctx, Tx } from "@/server/core/ctx";
import { DomainError } from "@/server/core/errors";
import type { ResourceKind } from "@/server/core/kinds/types";
import { items, record, text } from "@/server/core/kinds/values";
import { roleNames } from "@/server/core/permissions";
import { lockWorkspace } from "@/server/domain/workspaces/lock-workspace";
import type { JsonValue, ResourceState } from "@/server/hcl/schema";

/** Owner of the whole workspace: a role narrowed to a source or to labels does not count. */
const isOwner = (state: ResourceState) =>
  items(state.permissions)
    .map(record)
    .some(({ role_id, resources }) => roleNames[text(role_id)] === "Workspace Owner" && reachesAll(items(resources)));

const reachesAll = (resources: readonly JsonValue[]) =>
  resources.length === 0 ||
  resources.map(record).some(({ type, labels }) => text(type) === "WORKSPACE" && items(labels).length === 0);

/** Keeps the last Workspace Owner: without one nobody could manage the workspace again. `after` is null on delete. */
export async function guardOwners(
  tx: Tx,
  ctx: Ctx,
  kind: ResourceKind,
  id: string,
  after: ResourceState | null,
): Promise<void> {
  if (kind.kind !== "user" || (after && isOwner(after))) return;
  // Two people who each remove the other must not both find one owner left.
  await lockWorkspace(tx, ctx.workspace.id);
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
