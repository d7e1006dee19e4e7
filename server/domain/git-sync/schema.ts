import { z } from "zod";

export const SetUpGitSync = z.object({
  connectionId: z.string().min(1, "Choose a Git connection.").max(64),
  url: z.string().trim().min(1, "Give the repository's URL.").max(2048),
  branch: z.string().trim().min(1, "Give a branch.").max(255).default("main"),
  /** Folder in the repository; empty for its top. */
  path: z
    .string()
    .trim()
    .max(200)
    .default("")
    .transform((path) => path.replace(/^\.?\/+|\/+$/g, "")),
});
export type SetUpGitSync = z.output<typeof SetUpGitSync>;

/** Another connection or place for a sync that is there: all of it is said anew, so that nothing falls back unseen. */
export const UpdateGitSync = SetUpGitSync.extend({ branch: SetUpGitSync.shape.branch.unwrap() });
export type UpdateGitSync = z.output<typeof UpdateGitSync>;
