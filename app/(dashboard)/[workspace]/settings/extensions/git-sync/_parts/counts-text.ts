import { formatCount } from "@/app/_ui/format";
import type { RunCounts } from "@/server/domain/git-sync/run-recorder";

/** A run's counts in a few words: "3 commits, 2 files written, 1 deleted". */
export function countsText(counts: RunCounts): string {
  const parts: string[] = [];
  if (counts.commits) parts.push(formatCount(counts.commits, "commit"));
  if (counts.filesWritten) parts.push(`${formatCount(counts.filesWritten, "file")} written`);
  if (counts.filesDeleted) parts.push(`${formatCount(counts.filesDeleted, "file")} deleted`);
  if (parts.length === 0 && (counts.filesUnchanged || counts.unchangedChanges)) return "Nothing to write";
  return parts.join(", ") || "—";
}
