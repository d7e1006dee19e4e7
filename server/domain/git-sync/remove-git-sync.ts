import { authorize, type Ctx } from "@/server/core/ctx";
import { recordAudit } from "@/server/domain/audit/record-audit";
import { requireGitSync } from "./get-git-sync";
import { cancelOpenRuns } from "./queue-run";

/** Ends the sync. The repository stays as it is; runs stay as history. */
export async function removeGitSync(ctx: Ctx): Promise<void> {
  authorize(ctx, "extensions:manage");
  const sync = await requireGitSync(ctx);
  await ctx.db.$transaction(async (tx) => {
    await tx.$queryRaw`SELECT 1 FROM "GitSync" WHERE "workspaceId" = ${ctx.workspace.id} FOR UPDATE`;
    await cancelOpenRuns(tx, ctx);
    await tx.gitSync.delete({ where: { workspaceId: ctx.workspace.id } });
    await recordAudit(tx, ctx, {
      type: "Git Sync Deleted",
      resourceType: "git_sync",
      resourceId: ctx.workspace.id,
      resourceName: sync.url,
    });
  });
}
