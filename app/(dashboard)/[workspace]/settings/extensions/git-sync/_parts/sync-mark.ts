import type { ShownGitSync } from "@/server/domain/git-sync/get-git-sync";

type Marked = Pick<
  ShownGitSync,
  "enabled" | "tip" | "pending" | "activeRunId" | "attempts" | "retryAt" | "failedRunId"
>;

/** Differs whenever the page of Git Sync would look different. */
export function syncMark(sync: Marked | null): string {
  if (sync === null) return "none";
  const { enabled, tip, pending, activeRunId, attempts, retryAt, failedRunId } = sync;
  return JSON.stringify([enabled, tip, pending, activeRunId, attempts, retryAt?.getTime() ?? null, failedRunId]);
}
