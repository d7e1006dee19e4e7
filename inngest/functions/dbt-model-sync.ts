import { inngest } from "@/inngest/client";
import { dbtSyncRequested } from "@/inngest/events";
import { database } from "@/server/db";
import { describeProject } from "@/server/domain/dbt-models/describe-project";
import { syncProject } from "@/server/domain/dbt-models/sync-project";
import { createDbtEngine } from "@/server/integrations/dbt/engine";
import { createProjectGit } from "@/server/integrations/git/project-git";
import { warehouseDescribers } from "@/server/integrations/warehouses/describers";

const mostRuns = 20;

/**
 * Does the model syncs of a dbt project that wait, one a step, and has the warehouse confirm the columns. One at a time per project; what is to do is read from the
 * database, so an event that comes twice, late or never does no harm.
 */
export const dbtModelSync = inngest.createFunction(
  {
    id: "dbt-model-sync",
    triggers: [dbtSyncRequested],
    concurrency: [{ key: "event.data.projectId", limit: 1 }],
    retries: 3,
  },
  async ({ event, step }) => {
    const { projectId } = event.data;
    for (let run = 0; run < mostRuns; run++) {
      const outcome = await step.run(`sync-project-${run}`, () =>
        syncProject({ db: database().db, git: createProjectGit(), engine: createDbtEngine() }, projectId),
      );
      if (outcome.next === "idle") {
        await step.run("confirm-columns", () =>
          describeProject({ db: database().db, describers: warehouseDescribers }, projectId),
        );
        return { runs: run };
      }
      if (outcome.next === "wait") await step.sleepUntil(`wait-for-repository-${run}`, outcome.until);
    }
    return { runs: mostRuns };
  },
);
