import type { SearchParams } from "@/app/_ui/url-state";
import type { Problem } from "@/server/dbt/problems";
import { dbtPlace } from "../../../_parts/dbt-place";
import { ProblemTable } from "../../../_parts/problem-table";
import type { ViewedRun } from "./run-view";

export interface RunProblemsProps {
  workspace: string;
  run: ViewedRun;
  problems: readonly Problem[];
  query: SearchParams;
}

/** What the run found wrong in the commit. */
export function RunProblems({ workspace, run, problems, query }: RunProblemsProps) {
  if (problems.length === 0) return null;
  const { errors = 0, warnings = 0 } = run.counts;
  return (
    <section aria-labelledby="problems">
      <h2 id="problems" className="mb-2 text-lg font-semibold">
        Problems
      </h2>
      <ProblemTable
        workspace={workspace}
        projectId={run.projectId}
        problems={problems}
        path={dbtPlace(workspace).run(run.projectId, run.id)}
        query={query}
        total={Math.max(errors + warnings, problems.length)}
      />
    </section>
  );
}
