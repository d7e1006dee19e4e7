import { z } from "zod";
import { SetUpGitSync } from "@/server/domain/git-sync/schema";

/** A tree in a repository. */
export const PlanFromRepository = SetUpGitSync.extend({
  /** Deletes what the workspace has of the tree's kinds and the tree has not. */
  deleteMissing: z.boolean().default(false),
});
export type PlanFromRepository = z.output<typeof PlanFromRepository>;

export const ApplyFromRepository = PlanFromRepository.extend({
  /** The commit that was planned: when the branch has moved since, nothing is applied. */
  commit: z.string().regex(/^[0-9a-f]{40}$/, "This is not a commit id."),
});
export type ApplyFromRepository = z.output<typeof ApplyFromRepository>;
