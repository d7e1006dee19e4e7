import { joinPath } from "@/server/dbt/files";
import type { IgnoreRules } from "@/server/dbt/ignore-rules";
import { mapOf, mapsOf, own, type PlainMap, textOf, textsOf } from "@/server/dbt/plain";

/** One `dbt_project.yml`, of the root project or of an installed package, with its values rendered. */
export interface ProjectDefinition {
  name: string;
  /** Folder relative to the listed root; `""` when it is the root. */
  root: string;
  file: string;
  isRoot: boolean;
  paths: ProjectPaths;
  /** Config trees as rendered and as written. */
  configs: Record<ConfigTree, PlainMap>;
  rawConfigs: Record<ConfigTree, PlainMap>;
  vars: PlainMap;
  dispatch: { namespace: string; searchOrder: string[] }[];
  quoting: PlainMap;
  requiredVersions: string[];
  ignore: IgnoreRules;
}

export type ConfigTree = "models" | "seeds" | "snapshots" | "sources" | "tests";

export interface ProjectPaths {
  models: string[];
  seeds: string[];
  snapshots: string[];
  macros: string[];
  tests: string[];
  analyses: string[];
  docs: string[];
  packages: string;
  target: string;
  /** Folders that are not written in their tidy form, such as `./models`: dbt shows files by what is written. */
  written: ReadonlyMap<string, string>;
}

export const PROJECT_NAME = /^[^\d\W]\w*$/u;

/** Paths of the project, relative to it. Ones that leave the checkout are reported and dropped. */
export function readPaths(project: PlainMap, onOutside: (path: string) => void): ProjectPaths {
  const written = new Map<string, string>();
  const read = (keys: string[], fallback: string[]): string[] => {
    const key = keys.find((candidate) => own(project, candidate) != null);
    const given = key === undefined ? fallback : textsOf(own(project, key));
    return given.flatMap((path) => {
      const inside = joinPath(path);
      if (inside === null) onOutside(path);
      else if (inside !== path) written.set(inside, path);
      return inside === null ? [] : [inside];
    });
  };
  const paths = {
    models: read(["model-paths", "source-paths"], ["models"]),
    seeds: read(["seed-paths", "data-paths"], ["seeds"]),
    snapshots: read(["snapshot-paths"], ["snapshots"]),
    macros: read(["macro-paths"], ["macros"]),
    tests: read(["test-paths"], ["tests"]),
    analyses: read(["analysis-paths"], ["analyses"]),
  };
  const everywhere = [
    ...paths.models,
    ...paths.seeds,
    ...paths.snapshots,
    ...paths.macros,
    ...paths.analyses,
    ...paths.tests,
  ];
  return {
    ...paths,
    docs: [...new Set(read(["docs-paths"], everywhere))],
    packages: read(["packages-install-path", "modules-path"], ["dbt_packages"])[0] ?? "dbt_packages",
    target: read(["target-path"], ["target"])[0] ?? "target",
    written,
  };
}

export function readConfigTrees(project: PlainMap): Record<ConfigTree, PlainMap> {
  const tests = own(project, "data_tests") ?? own(project, "tests");
  return {
    models: mapOf(own(project, "models")),
    seeds: mapOf(own(project, "seeds")),
    snapshots: mapOf(own(project, "snapshots")),
    sources: mapOf(own(project, "sources")),
    tests: mapOf(tests),
  };
}

export function readDispatch(project: PlainMap): ProjectDefinition["dispatch"] {
  return mapsOf(own(project, "dispatch")).map((entry) => ({
    namespace: textOf(own(entry, "macro_namespace")) ?? "",
    searchOrder: textsOf(own(entry, "search_order")),
  }));
}
