import { cron } from "inngest";
import { inngest } from "@/inngest/client";
import { changeRecorded } from "@/inngest/events";
import { database } from "@/server/db";
import { findWaitingWorkspaces } from "@/server/domain/git-sync/find-waiting-workspaces";

/** Every minute: finds work whose event was lost and retries that are due, and wakes a worker for each workspace. */
export const gitSyncSweep = inngest.createFunction(
  { id: "git-sync-sweep", triggers: [cron("* * * * *")], retries: 1 },
  async ({ step }) => {
    const waiting = await step.run("find-waiting-workspaces", () => findWaitingWorkspaces(database().db));
    if (waiting.length > 0) {
      await step.sendEvent(
        "wake-workers",
        waiting.map((workspaceId) => changeRecorded.create({ workspaceId })),
      );
    }
    return { woken: waiting.length };
  },
);
