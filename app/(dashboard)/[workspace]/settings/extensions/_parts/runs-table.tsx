import type { ReactNode } from "react";
import { type Column, DataTable } from "@/app/_ui/data-table";
import { Duration } from "@/app/_ui/duration";
import { RelativeTime } from "@/app/_ui/relative-time";
import { StateBadge } from "@/app/_ui/state-badge";
import type { RunsPageLinks } from "./runs-page";
import { runState } from "./words";

/** What a run of any extension has. */
export interface ListedRun {
  readonly id: string;
  readonly trigger: string;
  readonly actorLabel: string;
  readonly status: string;
  readonly failure: { readonly title: string } | null;
  readonly requestedAt: Date;
  readonly startedAt: Date | null;
  readonly finishedAt: Date | null;
}

export interface RunsTableProps<Run extends ListedRun> extends RunsPageLinks {
  caption: string;
  runs: readonly Run[];
  href: (run: Run) => string;
  triggerName: (trigger: string) => string;
  /** What a run that did not fail did, in a few words. */
  outcome: (run: Run) => ReactNode;
  /** Columns of this extension alone, before what the run did. */
  extra?: readonly Column<Run>[];
  empty: string;
}

/** The runs of an extension, newest first. */
export function RunsTable<Run extends ListedRun>(props: RunsTableProps<Run>) {
  const { caption, runs, href, triggerName, outcome, extra = [], empty, previousHref, nextHref } = props;
  const columns: readonly Column<Run>[] = [
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
    ...extra,
    { key: "what", header: "What", cell: (run) => run.failure?.title ?? outcome(run), className: "min-w-48" },
    { key: "took", header: "Took", align: "end", cell: (run) => <Took run={run} /> },
    { key: "when", header: "When", cell: (run) => <RelativeTime at={run.requestedAt} /> },
  ];
  return (
    <DataTable
      caption={caption}
      columns={columns}
      rows={runs}
      rowKey={(run) => run.id}
      rowHref={href}
      {...(previousHref || nextHref ? { pager: { shown: `${runs.length} shown`, previousHref, nextHref } } : {})}
      empty={<p className="p-4 text-ink-muted">{empty}</p>}
      fullHeight
    />
  );
}

/** How long a run took, or has been taking. */
export function Took({ run }: { run: Pick<ListedRun, "startedAt" | "finishedAt"> }) {
  if (run.startedAt === null) return <>—</>;
  if (run.finishedAt === null) return <Duration since={run.startedAt.toISOString()} />;
  return <Duration ms={run.finishedAt.getTime() - run.startedAt.getTime()} />;
}
