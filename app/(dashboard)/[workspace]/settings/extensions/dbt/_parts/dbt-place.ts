import { place } from "../../_parts/place";

/** Addresses of the pages of dbt models. */
export function dbtPlace(workspace: string) {
  const root = place(workspace).dbt;
  const at = (...parts: readonly string[]) => [root, ...parts.map(encodeURIComponent)].join("/");
  return {
    list: root,
    setup: `${root}/setup`,
    project: (id: string) => at(id),
    models: (id: string) => at(id, "models"),
    model: (id: string, uniqueId: string) => at(id, "models", uniqueId),
    runs: (id: string) => at(id, "runs"),
    run: (id: string, runId: string) => at(id, "runs", runId),
    settings: (id: string) => at(id, "settings"),
  };
}
