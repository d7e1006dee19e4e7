import { authorize, type Ctx } from "@/server/core/ctx";
import type { SecretsStyle } from "@/server/core/kinds/secret-variables";
import { recordAudit } from "@/server/domain/audit/record-audit";
import { findSecretsStyle } from "@/server/domain/export/secrets-style";
import { announceRun } from "./announce-run";
import { queueFullSync } from "./request-full-sync";

/** The style, for whoever may read the workspace. */
export async function getSecretsStyle(ctx: Ctx): Promise<{ style: SecretsStyle }> {
  authorize(ctx, "workspace:read");
  return { style: await findSecretsStyle(ctx.db, ctx.workspace.id) };
}

/**
 * Writes secrets into HCL as masked text or as Terraform variables from now on. Git Sync, where there is one, then writes
 * every file that differs, in one commit: the run's id, or null.
 */
export async function setSecretsStyle(ctx: Ctx, input: { style: SecretsStyle }): Promise<{ runId: string | null }> {
  authorize(ctx, "extensions:manage");
  const { id: workspaceId } = ctx.workspace;
  const runId = await ctx.db.$transaction(async (tx) => {
    await tx.$queryRaw`SELECT 1 FROM "Workspace" WHERE id = ${workspaceId} FOR UPDATE`;
    const before = await findSecretsStyle(tx, workspaceId);
    if (before === input.style) return null;
    await tx.workspace.update({ where: { id: workspaceId }, data: { secretsStyle: input.style } });
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
