import type { ShownDbtProject } from "@/server/domain/dbt-models/get-dbt-project";

type Marked = Pick<
  ShownDbtProject,
  "id" | "enabled" | "loaded" | "seenCommit" | "activeRunId" | "failedRunId" | "failure" | "retryAt" | "warehouseCheck"
>;

/** Differs whenever the pages of a project would look different. */
export function projectMark(project: Marked): string {
  const { id, enabled, loaded, seenCommit, activeRunId, failedRunId, failure, retryAt, warehouseCheck } = project;
  const set = [loaded?.runId ?? null, loaded?.current ?? null];
  const times = [retryAt?.getTime(), warehouseCheck?.at.getTime()];
  return JSON.stringify([id, enabled, set, seenCommit, activeRunId, failedRunId, failure?.title, ...times]);
}

/** The mark of one project, or of all of them; "gone" when there is no such project. */
export function markOf(projects: readonly Marked[], id: string | null): string {
  const marked = projects.filter((each) => id === null || each.id === id);
  return marked.length === 0 ? "gone" : marked.map(projectMark).join("\n");
}
