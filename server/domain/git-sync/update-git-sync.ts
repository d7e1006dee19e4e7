import { type GitSync, Prisma } from "@/prisma/generated/client";
import { authorize, type Ctx, type Tx } from "@/server/core/ctx";
import { recordAudit } from "@/server/domain/audit/record-audit";
import { requireConnection } from "@/server/domain/git-connections/get-git-connection";
import type { GitGateway } from "@/server/domain/git-connections/ports";
import { lockWorkspace } from "@/server/domain/workspaces/lock-workspace";
import { announceRun } from "./announce-run";
import { checkPlace, placeTaken, refuseTaken, requireWorking } from "./check-place";
import { requireGitSync } from "./get-git-sync";
import { compareUpdate } from "./plan-git-sync-update";
import { cancelOpenRuns, queueRun } from "./queue-run";
import type { UpdateGitSync } from "./schema";

const failedMessage =
  "Unable to change Git Sync due to Git connection issues. It goes on as before; check the configuration and try again.";

/**
 * Gives Git Sync another connection, repository, branch or folder after a real test. At the same place it goes on with
 * what is pending; another place is brought to the workspace's state by a full sync, and the old one stays as it is.
 * Returns that full sync's run, or null.
 */
export async function updateGitSync(
  ctx: Ctx,
  git: GitGateway,
  input: UpdateGitSync,
): Promise<{ runId: string | null }> {
  authorize(ctx, "extensions:manage");
  const connection = await requireConnection(ctx, input.connectionId);
  const checked = checkPlace(git, connection, input);
  if (!compareUpdate(await requireGitSync(ctx), checked, input).changes) return { runId: null };
  await refuseTaken(ctx, checked.key, input);
  await requireWorking(ctx, git, { ...input, url: checked.url }, failedMessage);
  const runId = await ctx.db
    .$transaction(async (tx) => {
      // The same order as the worker's claim: workspace, then sync.
      await lockWorkspace(tx, ctx.workspace.id);
      await tx.$queryRaw`SELECT 1 FROM "GitSync" WHERE "workspaceId" = ${ctx.workspace.id} FOR UPDATE`;
      const before = await requireGitSync(ctx, tx);
      const { elsewhere } = compareUpdate(before, checked, input);
      const place = { url: checked.url, branch: input.branch, path: input.path };
      await tx.gitSync.update({
        where: { workspaceId: ctx.workspace.id },
        data: {
          connectionId: connection.id,
          repositoryKey: checked.key,
          ...place,
          ...(elsewhere ? atNewPlace : { retryAt: before.failedRunId ? new Date() : null }),
          failure: Prisma.DbNull,
          attempts: 0,
          waitingUntil: null,
        },
      });
      await recordUpdate(tx, ctx, before, { ...place, display: checked.display, connectionId: connection.id });
      if (!elsewhere) return null;
      await cancelOpenRuns(tx, ctx);
      return queueRun(tx, ctx, "initial", place);
    })
    .catch(placeTaken);
  await announceRun(ctx, runId ?? "");
  return { runId };
}

/** Nothing is known of the new place. The cursor stays: what is after it is in no repository of ours yet. */
const atNewPlace = { tip: null, lastPushAt: null, failedRunId: null, retryAt: null };

async function recordUpdate(
  tx: Tx,
  ctx: Ctx,
  before: GitSync,
  now: { url: string; branch: string; path: string; display: string; connectionId: string },
): Promise<void> {
  const keys = ["connectionId", "url", "branch", "path"] as const;
  const changed = keys.filter((key) => before[key] !== now[key]);
  await recordAudit(tx, ctx, {
    type: "Git Sync Modified",
    resourceType: "git_sync",
    resourceId: ctx.workspace.id,
    resourceName: now.display,
    detail: Object.fromEntries(
      changed.flatMap((key) => [
        [key, now[key]],
        [`${key} before`, before[key]],
      ]),
    ),
  });
}
