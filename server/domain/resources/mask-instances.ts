import type { Ctx, Tx } from "@/server/core/ctx";
import { resourceKinds } from "@/server/core/kinds/table";
import type { KindName } from "@/server/core/kinds/types";
import { items, record, text } from "@/server/core/kinds/values";
import { functionMetadataId } from "@/server/domain/catalog/function-as-catalog-entry";
import { maskChanges } from "@/server/domain/changes/mask-changes";
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
    // The values before the last one were as secret.
    await maskChanges(tx, ctx.workspace.id, { kind, id }, names, (earlier) => masked(earlier, names));
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

function masked(state: ResourceState, names: readonly string[]): ResourceState | null {
  const split = splitSecrets(state, names, new Set(), state, false);
  return split.changed.size === 0 ? null : split.state;
}
