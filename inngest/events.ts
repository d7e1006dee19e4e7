import { eventType, staticSchema } from "inngest";

/** A change record was written; the worker reads what it needs from the database. */
export const changeRecorded = eventType("git-sync/change.recorded", {
  schema: staticSchema<{ workspaceId: string }>(),
});

/** Somebody, or the set-up, asked for a run. */
export const syncRequested = eventType("git-sync/sync.requested", {
  schema: staticSchema<{ workspaceId: string; runId: string }>(),
});

/** A dbt project has a model sync that waits. */
export const dbtSyncRequested = eventType("dbt-models/sync.requested", {
  schema: staticSchema<{ projectId: string }>(),
});

/** The branch of a dbt project may have moved: a push was told, or it is time to look. */
export const dbtCheckRequested = eventType("dbt-models/check.requested", {
  schema: staticSchema<{ projectId: string; trigger: "push" | "poll"; label: string }>(),
});
