import { authorize, type Ctx } from "@/server/core/ctx";
import type { SecretsStyle } from "@/server/core/kinds/secret-variables";
import { recordAudit } from "@/server/domain/audit/record-audit";
import { getSecretsStyle } from "@/server/domain/workspaces/get-secrets-style";
import { lockWorkspace } from "@/server/domain/workspaces/lock-workspace";
import { storeSecretsStyle } from "@/server/domain/workspaces/store-secrets-style";
import { announceRun } from "./announce-run";
import { queueFullSync } from "./request-full-sync";

/** The style, for whoever may read the workspace. */
export async function showSecretsStyle(ctx: Ctx): Promise<{ style: SecretsStyle }> {
  authorize(ctx, "workspace:read");
  return { style: await getSecretsStyle(ctx.db, ctx.workspace.id) };
}

/**
 * Writes secrets into HCL as masked text or as Terraform variables from now on. Git Sync, where there is one, then writes
 * every file that differs, in one commit: the run's id, or null.
 */
export async function setSecretsStyle(ctx: Ctx, input: { style: SecretsStyle }): Promise<{ runId: string | null }> {
  authorize(ctx, "extensions:manage");
  const { id: workspaceId } = ctx.workspace;
  const runId = await ctx.db.$transaction(async (tx) => {
    await lockWorkspace(tx, workspaceId);
    const before = await getSecretsStyle(tx, workspaceId);
    if (before === input.style) return null;
    await storeSecretsStyle(tx, workspaceId, input.style);
    await recordAudit(tx, ctx, {
      type: "Secrets Style Changed",
      resourceType: "workspace",
      resourceId: workspaceId,
      resourceName: ctx.workspace.name,
      detail: { before, after: input.style },
    });
    const sync = await tx.gitSync.findUnique({ where: { workspaceId } });
    return sync ? (await queueFullSync(tx, ctx, sync)).id : null;
  });
  if (runId !== null) await announceRun(ctx, runId);
  return { runId };
}
