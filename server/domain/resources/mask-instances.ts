import type { Prisma } from "@/prisma/generated/client";
import type { Ctx, Tx } from "@/server/core/ctx";
import { resourceKinds } from "@/server/core/kinds/table";
import type { KindName } from "@/server/core/kinds/types";
import { isRecord, items, record, text } from "@/server/core/kinds/values";
import { functionMetadataId } from "@/server/domain/catalog/function-as-catalog-entry";
import { recordChange } from "@/server/domain/changes/record-change";
import type { ResourceState } from "@/server/hcl/schema";
import { secretPaths, splitSecrets } from "./secrets";
import { columnsOf, storeSecrets } from "./store-resource";

const sensitiveOf = (state: ResourceState) =>
  items(state.settings)
    .map(record)
    .filter((setting) => setting.sensitive === true)
    .map((setting) => text(setting.name));

/** Names of a function's settings that an edit makes sensitive. */
export function madeSensitive(before: ResourceState, after: ResourceState): string[] {
  const already = new Set(sensitiveOf(before));
  return sensitiveOf(after).filter((name) => !already.has(name));
}

export interface Instance {
  readonly kind: KindName;
  readonly id: string;
  readonly state: ResourceState;
  readonly missingSecrets: readonly string[];
}

/**
 * What is made from a function, held until the transaction ends. Call it before anything is recorded: whoever edits an
 * instance holds that first and records afterwards, too.
 */
export async function lockInstances(tx: Tx, ctx: Ctx, functionId: string): Promise<Instance[]> {
  return tx.$queryRaw`
    SELECT kind, id, state, "missingSecrets" FROM "Resource" WHERE "workspaceId" = ${ctx.workspace.id} AND (
      (kind IN ('source', 'destination') AND "catalogId" = ${functionMetadataId(functionId)})
      OR (kind = 'insert_function_instance' AND EXISTS (SELECT 1 FROM "ResourceReference" r
        WHERE r."workspaceId" = "Resource"."workspaceId" AND r.kind = "Resource".kind AND r.id = "Resource".id
          AND r."targetKind" = 'function' AND r."targetId" = ${functionId})))
    ORDER BY kind, id FOR UPDATE`;
}

/**
 * Encrypts what instances hold in settings that became sensitive, masks it in their states and in their history, and
 * records the change of each, so that what goes to the repository from now on is masked.
 */
export async function maskInstances(tx: Tx, ctx: Ctx, instances: readonly Instance[], names: readonly string[]) {
  for (const { kind, id, state, missingSecrets } of instances) {
    const where = { workspaceId: ctx.workspace.id, kind, id };
    const stored = await tx.resourceSecret.findMany({ where, select: { path: true } });
    const paths = new Set(stored.map(({ path }) => path));
    const secrets = splitSecrets(state, names, paths, state, false);
    await maskHistory(tx, ctx, { kind, id }, names);
    if (secrets.changed.size === 0) continue;
    const columns = columnsOf(ctx, resourceKinds[kind], id, secrets.state);
    await tx.resource.update({
      where: { workspaceId_kind_id: where },
      data: { ...columns, revision: { increment: 1 } },
    });
    await storeSecrets(tx, ctx, resourceKinds[kind], id, secrets);
    // The plain value has no place in the record of its masking either.
    const verb = resourceKinds[kind].verbs.modified;
    await recordChange(tx, ctx, {
      kind,
      id,
      title: columns.title,
      verb,
      before: secrets.state,
      after: secrets.state,
      secretPaths: [...new Set([...secretPaths(secrets), ...missingSecrets])],
    });
  }
}

/** Masks values in change records, also in those that wait to be pushed: the values before the last one were as secret. */
async function maskHistory(tx: Tx, ctx: Ctx, of: { kind: KindName; id: string }, names: readonly string[]) {
  const rows = await tx.$queryRaw<{ seq: bigint; before: ResourceState | null; after: ResourceState | null }[]>`
    SELECT seq, before, after FROM "ChangeRecord"
    WHERE "workspaceId" = ${ctx.workspace.id} AND kind = ${of.kind} AND "resourceId" = ${of.id}
      AND (jsonb_exists_any(before -> 'settings', ${names}::text[]) OR jsonb_exists_any(after -> 'settings', ${names}::text[]))`;
  for (const { seq, before, after } of rows) {
    await tx.changeRecord.update({
      where: { workspaceId_seq: { workspaceId: ctx.workspace.id, seq } },
      data: { ...masked("before", before, names), ...masked("after", after, names) },
    });
  }
}

function masked<Side extends "before" | "after">(side: Side, state: ResourceState | null, names: readonly string[]) {
  if (!state || !isRecord(state.settings)) return {};
  const split = splitSecrets(state, names, new Set(), state, false);
  return split.changed.size === 0 ? {} : { [side]: split.state as Prisma.InputJsonObject };
}
