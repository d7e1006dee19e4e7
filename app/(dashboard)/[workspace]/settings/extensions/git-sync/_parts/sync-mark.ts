import type { ShownGitSync } from "@/server/domain/git-sync/get-git-sync";

type Marked = Pick<
  ShownGitSync,
  | "enabled"
  | "heldBackTotal"
  | "secretsStyle"
  | "tip"
  | "pending"
  | "activeRunId"
  | "attempts"
  | "retryAt"
  | "failedRunId"
>;

/** Differs whenever the page of Git Sync would look different. */
export function syncMark(sync: Marked | null): string {
  if (sync === null) return "none";
  const { retryAt, ...rest } = sync;
  const { enabled, heldBackTotal, secretsStyle, tip, pending, activeRunId, attempts, failedRunId } = rest;
  const marks = [enabled, heldBackTotal, secretsStyle, tip, pending, activeRunId, attempts, failedRunId];
  return JSON.stringify([...marks, retryAt?.getTime() ?? null]);
}
