import { apiFor } from "@/app/_trpc/server";
import type { SearchParams } from "@/app/_ui/url-state";
import { dbtPlace } from "./dbt-place";
import type { LinkedProject } from "./load-project";
import { ProblemTable } from "./problem-table";
import { problemsText } from "./words";

export interface ProjectProblemsProps {
  workspace: string;
  project: LinkedProject;
  query: SearchParams;
}

/** What is wrong in the set in force; the rest of the project is loaded all the same. */
export async function ProjectProblems({ workspace, project, query }: ProjectProblemsProps) {
  if (project.loaded === null) return null;
  const run = await (await apiFor()).dbtModels.run({ workspace, id: project.loaded.runId });
  const { errors = 0, warnings = 0 } = run.counts;
  return (
    <section aria-labelledby="problems">
      <h2 id="problems" className="text-lg font-semibold">
        Problems
      </h2>
      <p className="mb-2 text-sm text-ink-muted">
        {errors + warnings === 0
          ? "Nothing is wrong in the models in force."
          : `${problemsText({ errors, warnings })}. Everything else of the project is loaded.`}
      </p>
      {run.problems.length === 0 ? null : (
        <ProblemTable
          workspace={workspace}
          projectId={project.id}
          problems={run.problems}
          path={dbtPlace(workspace).project(project.id)}
          query={query}
          total={errors + warnings}
        />
      )}
    </section>
  );
}
