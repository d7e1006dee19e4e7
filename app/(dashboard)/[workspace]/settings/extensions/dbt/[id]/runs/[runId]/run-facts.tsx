import { DescriptionList, type Fact } from "@/app/_ui/description-list";
import { formatNumber } from "@/app/_ui/format";
import { Identifier } from "@/app/_ui/identifier";
import { Link } from "@/app/_ui/link";
import type { RunCounts } from "@/server/domain/dbt-models/run-recorder";
import { shortSha } from "../../../../_parts/words";
import type { ViewedRun } from "./run-view";

const counted: readonly (readonly [keyof RunCounts, string])[] = [
  ["files", "Files"],
  ["models", "Models"],
  ["seeds", "Seeds"],
  ["snapshots", "Snapshots"],
  ["sources", "Sources"],
  ["disabled", "Disabled"],
  ["added", "Added"],
  ["removed", "Removed"],
  ["renamed", "Renamed"],
  ["changed", "Changed"],
  ["relationsRenamed", "Relations with another name"],
  ["columnsChanged", "Models with other columns"],
  ["errors", "Errors"],
  ["warnings", "Warnings"],
];

/** What a model sync read, and how much of what it found. */
export function RunFacts({ run }: { run: ViewedRun }) {
  const { url, branch, path } = run.repository;
  const facts: Fact[] = counted.flatMap(([key, term]) => {
    const value = run.counts[key];
    // A zero says something of models only.
    const tells = value !== undefined && (value > 0 || key === "models");
    return !tells ? [] : [{ term, value: <span className="tabular-nums">{formatNumber(value)}</span> }];
  });
  return (
    <DescriptionList
      facts={[
        ...facts,
        { term: "Commit", value: <Commit run={run} /> },
        ...(run.previousCommit && run.previousCommit !== run.commit
          ? [
              {
                term: "Commit before",
                value: <code className="font-mono text-sm">{shortSha(run.previousCommit)}</code>,
              },
            ]
          : []),
        { term: "Repository", value: <Identifier value={url} kind="repository URL" /> },
        { term: "Branch", value: <code className="font-mono text-sm">{branch}</code> },
        ...(path === "" ? [] : [{ term: "Project path", value: <code className="font-mono text-sm">{path}/</code> }]),
      ]}
    />
  );
}

function Commit({ run }: { run: ViewedRun }) {
  if (run.commit === null) return <>—</>;
  if (!run.commitLink) return <Identifier value={run.commit} kind="commit id" />;
  return (
    <Link href={run.commitLink} external className="font-mono text-sm">
      {shortSha(run.commit)}
    </Link>
  );
}
