import { type Column, DataTable } from "@/app/_ui/data-table";
import { formatCount, formatNumber } from "@/app/_ui/format";
import { Link } from "@/app/_ui/link";
import { hrefWith } from "@/app/_ui/url-state";
import { place } from "../../../_parts/place";
import { shortSha } from "../../../_parts/words";
import type { ViewedRun } from "./run-view";

type Commit = ViewedRun["commits"][number];

const columns: readonly Column<Commit>[] = [
  { key: "subject", header: "Commit", cell: (commit) => commit.subject },
  {
    key: "sha",
    header: "Id",
    interactive: true,
    cell: (commit) =>
      commit.link ? (
        <Link href={commit.link} external className="font-mono">
          {shortSha(commit.sha)}
        </Link>
      ) : (
        <code title={commit.sha} className="font-mono">
          {shortSha(commit.sha)}
        </code>
      ),
  },
  { key: "files", header: "Files", align: "end", cell: (commit) => formatNumber(commit.files) },
];

/** The commits of a run in order; each opens its diff below. */
export function RunCommits({ workspace, run }: { workspace: string; run: ViewedRun }) {
  if (run.commits.length === 0) return null;
  const shown =
    run.commits.length < run.commitCount
      ? `The first ${formatNumber(run.commits.length)} of ${formatCount(run.commitCount, "commit")}`
      : formatCount(run.commitCount, "commit");
  return (
    <section aria-labelledby="commits">
      <h2 id="commits" className="mb-2 text-lg font-semibold">
        Commits
      </h2>
      <DataTable
        caption="Commits of this run"
        columns={columns}
        rows={run.commits}
        rowKey={(commit) => commit.sha}
        rowHref={(commit) => `${hrefWith(place(workspace).run(run.id), {}, { commit: commit.sha })}#diff`}
        empty={null}
      />
      <p className="px-1 py-2 text-sm text-ink-muted">{shown}</p>
    </section>
  );
}
