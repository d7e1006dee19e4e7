import type { Ctx, Tx } from "@/server/core/ctx";
import { DomainError } from "@/server/core/errors";
import { resourceKinds } from "@/server/core/kinds/table";
import type { KindName, ResourceKind } from "@/server/core/kinds/types";
import { writePermission } from "@/server/core/permissions";
import { changeWorkspace } from "@/server/domain/changes/change-workspace";
import { recordChange } from "@/server/domain/changes/record-change";
import type { ResourceState } from "@/server/hcl/schema";
import { guardOwners } from "./guard-owners";
import { leaveGroups } from "./leave-groups";
import { findUsages } from "./list-usages";
import { authorizeOn, everything, findReach } from "./reach";
import { lockResource } from "./update-resource";

const mostNamed = 20;

/** Deletes a resource, unless others name it: then the error says which. */
export async function removeResource(ctx: Ctx, input: { kind: KindName; id: string }): Promise<void> {
  await changeWorkspace(ctx, (tx) => removeIn(tx, ctx, input));
}

/** The same in the caller's transaction, for removals that belong together. */
export async function removeIn(tx: Tx, ctx: Ctx, input: { kind: KindName; id: string }): Promise<void> {
  const kind = resourceKinds[input.kind];
  const ref = { kind: input.kind, id: input.id };
  const row = await lockResource(tx, ctx, kind, input.id);
  const before = row.state as ResourceState;
  await authorizeOn(tx, ctx, writePermission[kind.kind], { kind, id: input.id, state: before });
  await refuseInUse(tx, ctx, kind, input.id, row.title);
  await guardOwners(tx, ctx, kind, input.id, null);
  await tx.resource.delete({ where: { workspaceId_kind_id: { workspaceId: ctx.workspace.id, ...ref } } });
  await recordChange(tx, ctx, { ...ref, title: row.title, verb: "deleted", before, after: null });
  if (kind.kind === "user") await leaveGroups(tx, ctx, before);
}

async function refuseInUse(tx: Tx, ctx: Ctx, kind: ResourceKind, id: string, title: string) {
  const target = { kind: kind.kind, id };
  const { total } = await findUsages(tx, ctx, everything, target, 0);
  if (total === 0) return;
  const { usages } = await findUsages(tx, ctx, await findReach(ctx, tx), target, mostNamed);
  const named = usages.map((each) => `${resourceKinds[each.kind].singular} “${each.title}”`).join(", ");
  const others = total - usages.length;
  const more = others === 0 ? "" : usages.length === 0 ? `${others} that you may not see` : ` and ${others} more`;
  throw new DomainError("in-use", `${kind.singular} “${title}” is used by ${named}${more}.`, {
    next: "Delete or change those first.",
    data: { usages, total },
  });
}
