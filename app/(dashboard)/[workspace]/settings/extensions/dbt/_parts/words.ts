import { formatCount } from "@/app/_ui/format";
import type { State } from "@/app/_ui/state-look";
import type { RunCounts } from "@/server/domain/dbt-models/run-recorder";
import type { NodeState } from "@/server/domain/dbt-models/schema";

const adapters: { readonly [adapter: string]: string } = {
  postgres: "Postgres",
  redshift: "Redshift",
  snowflake: "Snowflake",
  bigquery: "BigQuery",
  databricks: "Databricks",
};

export const adapterName = (adapter: string) => adapters[adapter] ?? adapter;

/** What a warehouse calls the thing that schemas lie in. */
export const databaseWord = (adapter: string) =>
  adapter === "bigquery" ? "Project" : adapter === "databricks" ? "Catalog" : "Database";

const triggers: { readonly [trigger: string]: string } = {
  initial: "Initial model sync",
  manual: "Sync now",
  push: "Push",
  poll: "New commit noticed",
  settings: "Settings changed",
  manifest: "Manifest changed",
  warehouse: "Columns described",
};

export const triggerName = (trigger: string) => triggers[trigger] ?? trigger;

/** How a dbt project stands, as one state. */
export function projectLook(project: {
  enabled: boolean;
  failure: unknown;
  activeRunId: string | null;
  loaded: { readonly current: boolean } | null;
}): { state: State; word: string } {
  if (project.activeRunId !== null)
    return { state: "running", word: project.loaded === null ? "Initial model sync" : "Syncing" };
  if (project.failure !== null) return { state: "error", word: "Failing" };
  if (!project.enabled) return { state: "disabled", word: "Off" };
  if (project.loaded === null) return { state: "queued", word: "Waiting for the initial sync" };
  if (!project.loaded.current) return { state: "queued", word: "Settings not loaded yet" };
  return { state: "healthy", word: "Up to date" };
}

/** The state of all dbt projects of a workspace taken together. */
export function projectsLook(projects: readonly Parameters<typeof projectLook>[0][]): {
  state: State;
  stateWord?: string;
} {
  if (projects.length === 0) return { state: "not-set-up" };
  const looks = projects.map(projectLook);
  const worst = ["error", "running", "queued", "healthy", "disabled"]
    .map((state) => looks.find((look) => look.state === state))
    .find((look) => look !== undefined);
  return worst ? { state: worst.state, stateWord: worst.word } : { state: "unknown" };
}

export const nodeLooks: { readonly [S in NodeState]: { readonly state: State; readonly word: string } } = {
  ready: { state: "healthy", word: "Ready" },
  ephemeral: { state: "skipped", word: "Ephemeral" },
  disabled: { state: "disabled", word: "Disabled" },
  unresolved: { state: "warning", word: "Unresolved" },
  incomplete: { state: "partial", word: "Incomplete" },
  failed: { state: "failed", word: "Not rendered" },
};

/** Why a node is in a state, where the node itself is not at hand to say it exactly. */
export const nodeStateHelp: { readonly [S in NodeState]: string } = {
  ready: "It has a relation, and its SQL was compiled.",
  ephemeral: "It has no relation of its own: its SQL goes into the models that use it.",
  disabled: "Its configuration says enabled: false.",
  unresolved: "It refers to something that is not in the project, or its relation could not be named.",
  incomplete: "Its SQL could not be compiled whole.",
  failed: "Its template could not be rendered.",
};

/** A run's counts in a few words: "12 models, 2 added, 1 removed". */
export function countsText(counts: RunCounts): string {
  const parts: string[] = [];
  if (counts.models !== undefined) parts.push(formatCount(counts.models, "model"));
  for (const key of ["added", "removed", "renamed", "changed"] as const)
    if (counts[key]) parts.push(`${counts[key].toLocaleString("en")} ${key}`);
  return parts.join(", ") || "—";
}

/** "1 error, 3 warnings", without what there is none of. */
export const problemsText = ({ errors = 0, warnings = 0 }: Pick<RunCounts, "errors" | "warnings">): string =>
  [errors > 0 ? formatCount(errors, "error") : "", warnings > 0 ? formatCount(warnings, "warning") : ""]
    .filter(Boolean)
    .join(", ");

export const folderText = (path: string) => (path === "" ? "Top of the repository" : `${path}/`);
