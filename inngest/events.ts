import { eventType, staticSchema } from "inngest";

/** A change record was written; the worker reads what it needs from the database. */
export const changeRecorded = eventType("git-sync/change.recorded", {
  schema: staticSchema<{ workspaceId: string }>(),
});

/** Somebody, or the set-up, asked for a run. */
export const syncRequested = eventType("git-sync/sync.requested", {
  schema: staticSchema<{ workspaceId: string; runId: string }>(),
});
