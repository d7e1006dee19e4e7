import { inngest } from "@/inngest/client";
import { changeRecorded } from "@/inngest/events";
import type { Ctx, Tx } from "@/server/core/ctx";
import { claimWakeUp } from "@/server/domain/git-sync/claim-wake-up";
import { log } from "@/server/log";

/**
 * Runs a write in one transaction and wakes Git Sync after its commit. Git Sync is woken once until it has looked, and it
 * looks under the workspace row that `recordChange` holds, so no change falls between two wake-ups.
 */
export async function changeWorkspace<T>(
  ctx: Ctx,
  work: (tx: Tx) => Promise<T>,
  options: { timeoutMs?: number } = {},
): Promise<T> {
  const { result, wake } = await ctx.db.$transaction(
    async (tx) => ({ result: await work(tx), wake: await claimWakeUp(tx, ctx.workspace.id) }),
    options.timeoutMs === undefined ? {} : { timeout: options.timeoutMs },
  );
  if (wake) await wakeGitSync(ctx);
  return result;
}

/** A lost event delays the push until the next sweep, and loses nothing. */
async function wakeGitSync(ctx: Ctx): Promise<void> {
  try {
    await inngest.send(changeRecorded.create({ workspaceId: ctx.workspace.id }));
  } catch (error) {
    log().warn({ error, workspace: ctx.workspace.slug }, "Git Sync could not be woken; the sweep will find the change");
  }
}
