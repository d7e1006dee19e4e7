import { type Column, DataTable } from "@/app/_ui/data-table";
import { Duration } from "@/app/_ui/duration";
import { RelativeTime } from "@/app/_ui/relative-time";
import { StateBadge } from "@/app/_ui/state-badge";
import type { ShownRun } from "@/server/domain/dbt-models/list-runs";
import { runState, shortSha } from "../../_parts/words";
import { dbtPlace } from "./dbt-place";
import { countsText, triggerName } from "./words";

export interface RunsTableProps {
  workspace: string;
  projectId: string;
  runs: readonly ShownRun[];
  previousHref: string | undefined;
  nextHref: string | undefined;
}

const columns: readonly Column<ShownRun>[] = [
  { key: "trigger", header: "Run", cell: (run) => triggerName(run.trigger) },
  { key: "status", header: "Status", cell: (run) => <StateBadge state={runState(run.status)} /> },
  {
    key: "who",
    header: "Who",
    cell: (run) => (
      <span dir="auto" className="line-clamp-2 wrap-anywhere">
        {run.actorLabel}
      </span>
    ),
    className: "min-w-40",
  },
  {
    key: "commit",
    header: "Commit",
    cell: ({ commit }) => (commit ? <code className="font-mono text-sm">{shortSha(commit)}</code> : "—"),
  },
  { key: "what", header: "What", cell: (run) => run.failure?.title ?? countsText(run.counts), className: "min-w-48" },
  { key: "took", header: "Took", align: "end", cell: (run) => <Took run={run} /> },
  { key: "when", header: "When", cell: (run) => <RelativeTime at={run.requestedAt} /> },
];

/** The model syncs of a project, newest first. */
export function RunsTable({ workspace, projectId, runs, previousHref, nextHref }: RunsTableProps) {
  return (
    <DataTable
      caption="Model syncs"
      columns={columns}
      rows={runs}
      rowKey={(run) => run.id}
      rowHref={(run) => dbtPlace(workspace).run(projectId, run.id)}
      {...(previousHref || nextHref ? { pager: { shown: `${runs.length} shown`, previousHref, nextHref } } : {})}
      empty={<p className="p-4 text-ink-muted">No model sync yet.</p>}
      fullHeight
    />
  );
}

/** How long a run took, or has been taking. */
export function Took({ run }: { run: Pick<ShownRun, "startedAt" | "finishedAt"> }) {
  if (run.startedAt === null) return <>—</>;
  if (run.finishedAt === null) return <Duration since={run.startedAt.toISOString()} />;
  return <Duration ms={run.finishedAt.getTime() - run.startedAt.getTime()} />;
}
