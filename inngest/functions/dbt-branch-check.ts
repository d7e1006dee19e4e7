import { inngest } from "@/inngest/client";
import { dbtCheckRequested } from "@/inngest/events";
import { database } from "@/server/db";
import { checkBranch } from "@/server/domain/dbt-models/check-branch";
import { createProjectGit } from "@/server/integrations/git/project-git";

/** Looks whether the branch of a dbt project has moved, after a push or when it is time, and asks for a model sync if so. */
export const dbtBranchCheck = inngest.createFunction(
  {
    id: "dbt-branch-check",
    triggers: [dbtCheckRequested],
    concurrency: [{ key: "event.data.projectId", limit: 1 }],
    retries: 1,
  },
  ({ event, step }) =>
    step.run("check-branch", () => checkBranch({ db: database().db, git: createProjectGit() }, event.data)),
);
