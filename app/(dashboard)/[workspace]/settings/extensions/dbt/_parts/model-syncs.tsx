import type { Column } from "@/app/_ui/data-table";
import type { ShownRun } from "@/server/domain/dbt-models/list-runs";
import type { RunsPageLinks } from "../../_parts/runs-page";
import { RunsTable } from "../../_parts/runs-table";
import { shortSha } from "../../_parts/words";
import { dbtPlace } from "./dbt-place";
import { countsText, triggerName } from "./words";

export interface ModelSyncsProps extends RunsPageLinks {
  workspace: string;
  projectId: string;
  runs: readonly ShownRun[];
}

const commit: Column<ShownRun> = {
  key: "commit",
  header: "Commit",
  cell: ({ commit: sha }) => (sha ? <code className="font-mono text-sm">{shortSha(sha)}</code> : "—"),
};

/** The model syncs of a project. */
export function ModelSyncs({ workspace, projectId, ...page }: ModelSyncsProps) {
  return (
    <RunsTable
      {...page}
      caption="Model syncs"
      href={(run) => dbtPlace(workspace).run(projectId, run.id)}
      triggerName={triggerName}
      outcome={(run) => countsText(run.counts)}
      extra={[commit]}
      empty="No model sync yet."
    />
  );
}
