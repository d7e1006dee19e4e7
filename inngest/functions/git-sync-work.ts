import { inngest } from "@/inngest/client";
import { changeRecorded, syncRequested } from "@/inngest/events";
import { database } from "@/server/db";
import { syncWorkspace } from "@/server/domain/git-sync/sync-workspace";
import { createSyncGit } from "@/server/integrations/git/sync-git";

const mostPieces = 50;

/**
 * Brings a workspace's repository up to date, one piece of work a step. One at a time per workspace; what is to do is read
 * from the database, so an event that comes twice, late or never does no harm.
 */
export const gitSyncWork = inngest.createFunction(
  {
    id: "git-sync-work",
    triggers: [changeRecorded, syncRequested],
    concurrency: [{ key: "event.data.workspaceId", limit: 1 }],
    retries: 3,
  },
  async ({ event, step }) => {
    const { workspaceId } = event.data;
    for (let piece = 0; piece < mostPieces; piece++) {
      const outcome = await step.run(`sync-workspace-${piece}`, () =>
        syncWorkspace({ db: database().db, git: createSyncGit() }, workspaceId),
      );
      if (outcome.next === "idle") return { pieces: piece };
      if (outcome.next === "wait") await step.sleepUntil(`keep-pace-${piece}`, outcome.until);
    }
    return { pieces: mostPieces };
  },
);
