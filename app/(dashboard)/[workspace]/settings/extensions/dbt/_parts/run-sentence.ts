import type { ShownRun } from "@/server/domain/dbt-models/list-runs";
import { countsText } from "./words";

/** What is going on in a model sync, for those who hear the page. Changes only when there is something to hear. */
export function runSentence(run: Pick<ShownRun, "status" | "counts" | "failure">): string {
  switch (run.status) {
    case "queued":
      return "The model sync waits to begin.";
    case "running":
      return "The model sync is under way.";
    case "succeeded":
      return `The model sync has succeeded: ${countsText(run.counts)}.`;
    case "failed":
      return `The model sync has failed: ${run.failure?.title ?? "the reason is not known"}`;
    default:
      return "The model sync was cancelled.";
  }
}
