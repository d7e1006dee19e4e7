import { cron } from "inngest";
import { inngest } from "@/inngest/client";
import { dbtCheckRequested, dbtSyncRequested } from "@/inngest/events";
import { database } from "@/server/db";
import { findDueProjects } from "@/server/domain/dbt-models/find-due-projects";

/** Every minute: model syncs whose event was lost, retries that are due, and branches that are to be looked at. */
export const dbtSweep = inngest.createFunction(
  { id: "dbt-sweep", triggers: [cron("* * * * *")], retries: 1 },
  async ({ step }) => {
    const due = await step.run("find-due-projects", () => findDueProjects(database().db));
    const events = [
      ...due.waiting.map((projectId) => dbtSyncRequested.create({ projectId })),
      ...due.toCheck.map((projectId) => dbtCheckRequested.create({ projectId, trigger: "poll", label: "Tributary" })),
    ];
    if (events.length > 0) await step.sendEvent("wake-workers", events);
    return { woken: due.waiting.length, checked: due.toCheck.length };
  },
);
