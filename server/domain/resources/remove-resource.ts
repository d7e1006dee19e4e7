import type { Ctx, Tx } from "@/server/core/ctx";
import { DomainError } from "@/server/core/errors";
import { resourceKinds } from "@/server/core/kinds/table";
import type { KindName } from "@/server/core/kinds/types";
import { writePermission } from "@/server/core/permissions";
import { changeWorkspace } from "@/server/domain/changes/change-workspace";
import { recordChange } from "@/server/domain/changes/record-change";
import type { ResourceState } from "@/server/hcl/schema";
import { guardOwners } from "./guard-owners";
import { leaveGroups } from "./leave-groups";
import { findUsages, type Usage } from "./list-usages";
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
  await refuseInUse(tx, ctx, ref, row.title);
  await guardOwners(tx, ctx, kind, input.id, null);
  await tx.resource.delete({ where: { workspaceId_kind_id: { workspaceId: ctx.workspace.id, ...ref } } });
  await recordChange(tx, ctx, { ...ref, title: row.title, verb: "deleted", before, after: null });
  if (kind.kind === "user") await leaveGroups(tx, ctx, before);
}

/** Throws `in-use` when others name a resource; `without` are those that do not count, as `<kind>/<id>`. */
export async function refuseInUse(
  tx: Tx,
  ctx: Ctx,
  target: { readonly kind: KindName; readonly id: string },
  title: string,
  without: ReadonlySet<string> = new Set(),
): Promise<void> {
  const others = (found: readonly Usage[]) => found.filter((each) => !without.has(`${each.kind}/${each.id}`));
  // Whoever may go with it could stand before whoever may not.
  const most = mostNamed + without.size;
  const all = await findUsages(tx, ctx, everything, target, most);
  const total = all.total - (all.usages.length - others(all.usages).length);
  if (total === 0) return;
  const seen = await findUsages(tx, ctx, await findReach(ctx, tx), target, most);
  const usages = others(seen.usages).slice(0, mostNamed);
  const named = usages.map((each) => `${resourceKinds[each.kind].singular} “${each.title}”`).join(", ");
  const rest = total - usages.length;
  const more = rest === 0 ? "" : usages.length === 0 ? `${rest} that you may not see` : ` and ${rest} more`;
  throw new DomainError("in-use", `${resourceKinds[target.kind].singular} “${title}” is used by ${named}${more}.`, {
    next: "Delete or change those first.",
    data: { usages, total },
  });
}
