import type { ShownRun } from "@/server/domain/git-sync/list-runs";
import { countsText } from "../../_parts/counts-text";

/** What is going on in a run, for those who hear the page. Changes only when there is something to hear. */
export function runSentence(run: Pick<ShownRun, "status" | "counts" | "failure">): string {
  switch (run.status) {
    case "queued":
      return "The run waits to begin.";
    case "running":
      return "The run is under way.";
    case "succeeded":
      return `The run has succeeded: ${countsText(run.counts)}.`;
    case "failed":
      return `The run has failed: ${run.failure?.title ?? "the reason is not known"}`;
    default:
      return "The run was cancelled.";
  }
}
