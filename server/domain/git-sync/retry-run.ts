import { authorize, type Ctx } from "@/server/core/ctx";
import { announceRun } from "./announce-run";
import { requireGitSync } from "./get-git-sync";
import { requestFullSync } from "./request-full-sync";

/** Tries again now, whatever the back-off says. A sync that never succeeded starts over with its initial run. */
export async function retrySync(ctx: Ctx): Promise<{ runId: string | null }> {
  authorize(ctx, "extensions:manage");
  const sync = await requireGitSync(ctx);
  const failed = sync.failedRunId ? await ctx.db.gitSyncRun.findUnique({ where: { id: sync.failedRunId } }) : null;
  if (sync.tip === null || (failed && failed.trigger !== "change")) return requestFullSync(ctx);
  await ctx.db.gitSync.update({ where: { workspaceId: ctx.workspace.id }, data: { retryAt: new Date(), attempts: 0 } });
  await announceRun(ctx, "");
  return { runId: sync.failedRunId };
}
