import { authorize, type Ctx, type Tx } from "@/server/core/ctx";
import { DomainError } from "@/server/core/errors";
import { referencesOf } from "@/server/core/kinds/references";
import { resourceKinds } from "@/server/core/kinds/table";
import type { KindName, ResourceKind } from "@/server/core/kinds/types";
import { writePermission } from "@/server/core/permissions";
import { changeWorkspace } from "@/server/domain/changes/change-workspace";
import { recordChange } from "@/server/domain/changes/record-change";
import type { ResourceState } from "@/server/hcl/schema";
import { guardOwners } from "./guard-owners";
import { findUsages } from "./list-usages";
import { lockResource } from "./update-resource";

const mostNamed = 20;

/** Deletes a resource, unless others name it: then the error says which. */
export async function removeResource(ctx: Ctx, input: { kind: KindName; id: string }): Promise<void> {
  const kind = resourceKinds[input.kind];
  const ref = { kind: input.kind, id: input.id };
  await changeWorkspace(ctx, async (tx) => {
    const row = await lockResource(tx, ctx, kind, input.id);
    const before = row.state as ResourceState;
    authorize(ctx, writePermission[kind.kind], [{ kind: kind.kind, id: input.id }, ...referencesOf(kind, before)]);
    await refuseInUse(tx, ctx, kind, input.id, row.title);
    await guardOwners(tx, ctx, kind, input.id, null);
    await tx.resource.delete({ where: { workspaceId_kind_id: { workspaceId: ctx.workspace.id, ...ref } } });
    await recordChange(tx, ctx, { ...ref, title: row.title, verb: "deleted", before, after: null });
  });
}

async function refuseInUse(tx: Tx, ctx: Ctx, kind: ResourceKind, id: string, title: string) {
  const { total, usages } = await findUsages(tx, ctx.workspace.id, { kind: kind.kind, id }, mostNamed);
  if (total === 0) return;
  const named = usages.map((each) => `${resourceKinds[each.kind].singular} “${each.title}”`).join(", ");
  const more = total > usages.length ? ` and ${total - usages.length} more` : "";
  throw new DomainError("in-use", `${kind.singular} “${title}” is used by ${named}${more}.`, {
    next: "Delete or change those first.",
    data: { usages, total },
  });
}
