import { DescriptionList, type Fact } from "@/app/_ui/description-list";
import { formatNumber } from "@/app/_ui/format";
import { Identifier } from "@/app/_ui/identifier";
import type { RunCounts } from "@/server/domain/git-sync/run-recorder";
import type { ViewedRun } from "./run-view";

const counted: readonly (readonly [keyof RunCounts, string])[] = [
  ["changes", "Changes"],
  ["unchangedChanges", "Changes without a difference"],
  ["commits", "Commits"],
  ["filesWritten", "Files written"],
  ["filesDeleted", "Files deleted"],
  ["filesUnchanged", "Files already right"],
  ["resourcesTotal", "Resources"],
];

/** Where a run wrote and how much. */
export function RunFacts({ run }: { run: Pick<ViewedRun, "counts" | "repository"> }) {
  const { url, branch, path } = run.repository;
  const facts: Fact[] = counted.flatMap(([key, term]) => {
    const value = run.counts[key];
    // A zero says something of commits and written files only.
    const tells = value !== undefined && (value > 0 || key === "commits" || key === "filesWritten");
    return !tells ? [] : [{ term, value: <span className="tabular-nums">{formatNumber(value)}</span> }];
  });
  return (
    <DescriptionList
      facts={[
        ...facts,
        { term: "Repository", value: <Identifier value={url} kind="repository URL" /> },
        { term: "Branch", value: <code className="font-mono text-sm">{branch}</code> },
        ...(path === "" ? [] : [{ term: "Folder", value: <code className="font-mono text-sm">{path}/</code> }]),
      ]}
    />
  );
}
