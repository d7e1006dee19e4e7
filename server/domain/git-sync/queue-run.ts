import { actorLabel, type Ctx, type Tx } from "@/server/core/ctx";
import { ksuid } from "@/server/core/kinds/ids";
import type { Place } from "./check-place";

/** Writes down a run that brings the whole workspace to a place; the caller announces it after its transaction. */
export async function queueRun(tx: Tx, ctx: Ctx, trigger: "initial" | "full", place: Place): Promise<string> {
  const id = ksuid();
  await tx.gitSyncRun.create({
    data: {
      id,
      workspaceId: ctx.workspace.id,
      trigger,
      actorLabel: actorLabel(ctx.actor),
      status: "queued",
      phases: [],
      counts: {},
      notes: [],
      repository: { url: place.url, branch: place.branch, path: place.path },
    },
  });
  return id;
}

/** Ends what waits or works: its place is not written to any more. */
export async function cancelOpenRuns(tx: Tx, ctx: Ctx): Promise<void> {
  await tx.gitSyncRun.updateMany({
    where: { workspaceId: ctx.workspace.id, status: { in: ["queued", "running"] } },
    data: { status: "cancelled", finishedAt: new Date() },
  });
}
