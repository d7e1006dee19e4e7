import type { GitSync } from "@/prisma/generated/client";
import { authorize, type Ctx, type Tx } from "@/server/core/ctx";
import { recordAudit } from "@/server/domain/audit/record-audit";
import { lockWorkspace } from "@/server/domain/workspaces/lock-workspace";
import { announceRun } from "./announce-run";
import { requireGitSync } from "./get-git-sync";
import { queueRun } from "./queue-run";

/** Asks for a commit that brings the repository to the workspace's state. One that waits already is joined. */
export async function requestFullSync(ctx: Ctx): Promise<{ runId: string }> {
  authorize(ctx, "extensions:manage");
  const runId = await ctx.db.$transaction(async (tx) => {
    await lockWorkspace(tx, ctx.workspace.id);
    const sync = await requireGitSync(ctx, tx);
    const { id, joined } = await queueFullSync(tx, ctx, sync);
    if (joined) return id;
    await recordAudit(tx, ctx, {
      type: "Git Sync Full Sync Requested",
      resourceType: "git_sync",
      resourceId: ctx.workspace.id,
      resourceName: sync.url,
    });
    return id;
  });
  await announceRun(ctx, runId);
  return { runId };
}

/** Queues a full sync in the caller's transaction, or joins one that waits already; the caller announces it. */
export async function queueFullSync(tx: Tx, ctx: Ctx, sync: GitSync): Promise<{ id: string; joined: boolean }> {
  const waiting = await tx.gitSyncRun.findFirst({ where: { workspaceId: ctx.workspace.id, status: "queued" } });
  if (waiting) return { id: waiting.id, joined: true };
  return { id: await queueRun(tx, ctx, sync.tip === null ? "initial" : "full", sync), joined: false };
}
