import { type Column, DataTable } from "@/app/_ui/data-table";
import { formatNumber } from "@/app/_ui/format";
import { Link } from "@/app/_ui/link";
import { StateBadge } from "@/app/_ui/state-badge";
import { hrefWith, type SearchParams } from "@/app/_ui/url-state";
import type { Problem } from "@/server/dbt/problems";
import { dbtPlace } from "./dbt-place";

const pageSize = 50;

export interface ProblemTableProps {
  workspace: string;
  projectId: string;
  problems: readonly Problem[];
  /** The page that shows them, and its query; `problem` in it is the first row shown. */
  path: string;
  query: SearchParams;
  /** How many there are, when only the worst were kept. */
  total: number;
}

/** Where a problem is: its file, and the line where that is known. */
export const placeOf = ({ file, line }: Pick<Problem, "file" | "line">) =>
  file === null ? "—" : line === null ? file : `${file}:${line}`;

/** What is wrong in a project, worst first, with file and line. */
export function ProblemTable({ workspace, projectId, problems, path, query, total }: ProblemTableProps) {
  const from = Math.min(Math.max(0, Number(query.problem) || 0), Math.max(0, problems.length - 1));
  const rows = problems.slice(from, from + pageSize).map((problem, index) => ({ problem, key: String(from + index) }));
  const at = (index: number) => hrefWith(path, query, { problem: index === 0 ? null : String(index) });
  const end = from + rows.length;
  const kept = total > problems.length ? `; the worst ${formatNumber(problems.length)} were kept` : "";
  return (
    <DataTable
      caption="Problems found"
      columns={columnsFor(workspace, projectId)}
      rows={rows}
      rowKey={({ key }) => key}
      empty={<p className="p-4 text-ink-muted">No problem was found.</p>}
      {...(problems.length > pageSize || kept
        ? {
            pager: {
              shown: `${formatNumber(from + 1)}–${formatNumber(end)} of ${formatNumber(total)}${kept}`,
              previousHref: from > 0 ? at(Math.max(0, from - pageSize)) : undefined,
              nextHref: end < problems.length ? at(end) : undefined,
            },
          }
        : {})}
      fullHeight
    />
  );
}

interface Row {
  readonly key: string;
  readonly problem: Problem;
}

const columnsFor = (workspace: string, projectId: string): readonly Column<Row>[] => [
  { key: "message", header: "Problem", cell: ({ problem }) => problem.message, className: "min-w-72" },
  {
    key: "severity",
    header: "Severity",
    cell: ({ problem }) =>
      problem.severity === "error" ? (
        <StateBadge state="error" word="Error" />
      ) : (
        <StateBadge state="warning" word="Warning" />
      ),
  },
  {
    key: "place",
    header: "File and line",
    cell: ({ problem }) => (
      <code dir="ltr" className="font-mono text-sm wrap-anywhere">
        {placeOf(problem)}
      </code>
    ),
    className: "min-w-56",
  },
  {
    key: "model",
    header: "Model",
    interactive: true,
    cell: ({ problem: { uniqueId } }) =>
      uniqueId === null ? (
        "—"
      ) : (
        <Link href={dbtPlace(workspace).model(projectId, uniqueId)} className="wrap-anywhere">
          {uniqueId.split(".").slice(2).join(".") || uniqueId}
        </Link>
      ),
    className: "min-w-32",
  },
];
