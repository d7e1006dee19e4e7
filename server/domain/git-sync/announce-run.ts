import { inngest } from "@/inngest/client";
import { syncRequested } from "@/inngest/events";
import type { Ctx } from "@/server/core/ctx";
import { log } from "@/server/log";

/** Wakes the worker for a run that was asked for. A lost event delays it until the next sweep. */
export async function announceRun(ctx: Ctx, runId: string): Promise<void> {
  try {
    await inngest.send(syncRequested.create({ workspaceId: ctx.workspace.id, runId }));
  } catch (error) {
    log().warn({ error, runId }, "A Git Sync run could not be announced; the sweep will find it");
  }
}
