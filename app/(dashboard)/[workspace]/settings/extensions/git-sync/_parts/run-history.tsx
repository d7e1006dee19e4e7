import { apiFor } from "@/app/_trpc/server";
import { place } from "../../_parts/place";
import { type RunsPageQuery, runsPageLinks } from "../../_parts/runs-page";
import { RunsTable } from "../../_parts/runs-table";
import { triggerName } from "../../_parts/words";
import { countsText } from "./counts-text";

export interface RunHistoryProps {
  workspace: string;
  page: RunsPageQuery;
  /** Show nothing, not even a heading, when there is no run. */
  hideEmpty: boolean;
}

/** The runs of Git Sync, a page of them. */
export async function RunHistory({ workspace, page, hideEmpty }: RunHistoryProps) {
  const api = await apiFor();
  const runs = await api.gitSync.runs({ workspace, ...page });
  if (runs.items.length === 0 && hideEmpty) return null;
  const at = place(workspace);
  return (
    <section aria-labelledby="history" className="mt-6">
      <h2 id="history" className="mb-2 text-lg font-semibold">
        History
      </h2>
      <RunsTable
        caption="Runs of Git Sync"
        runs={runs.items}
        href={(run) => at.run(run.id)}
        triggerName={triggerName}
        outcome={(run) => countsText(run.counts)}
        empty="No run yet."
        {...runsPageLinks(at.gitSync, runs)}
      />
    </section>
  );
}
