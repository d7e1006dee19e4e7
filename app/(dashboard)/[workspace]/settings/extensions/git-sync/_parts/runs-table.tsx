import type { Column } from "@/app/_ui/data-table";
import { DataTable } from "@/app/_ui/data-table";
import { Duration } from "@/app/_ui/duration";
import { RelativeTime } from "@/app/_ui/relative-time";
import { StateBadge } from "@/app/_ui/state-badge";
import type { ShownRun } from "@/server/domain/git-sync/list-runs";
import { place } from "../../_parts/place";
import { runState, triggerName } from "../../_parts/words";
import { countsText } from "./counts-text";

export interface RunsTableProps {
  workspace: string;
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
  { key: "what", header: "What", cell: (run) => run.failure?.title ?? countsText(run.counts), className: "min-w-48" },
  { key: "took", header: "Took", align: "end", cell: (run) => <Took run={run} /> },
  { key: "when", header: "When", cell: (run) => <RelativeTime at={run.requestedAt} /> },
];

/** The history of runs, newest first. */
export function RunsTable({ workspace, runs, previousHref, nextHref }: RunsTableProps) {
  return (
    <DataTable
      caption="Runs of Git Sync"
      columns={columns}
      rows={runs}
      rowKey={(run) => run.id}
      rowHref={(run) => place(workspace).run(run.id)}
      {...(previousHref || nextHref ? { pager: { shown: `${runs.length} shown`, previousHref, nextHref } } : {})}
      empty={<p className="p-4 text-ink-muted">No run yet.</p>}
      fullHeight
    />
  );
}

function Took({ run }: { run: ShownRun }) {
  if (run.startedAt === null) return <>—</>;
  if (run.finishedAt === null) return <Duration since={run.startedAt.toISOString()} />;
  return <Duration ms={run.finishedAt.getTime() - run.startedAt.getTime()} />;
}
