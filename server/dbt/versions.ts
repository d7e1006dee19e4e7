import type { LoadContext } from "@/server/dbt/context/load-context";
import type { PlainMap } from "@/server/dbt/plain";
import type { ProjectDefinition } from "@/server/dbt/project/definition";
import type { DbtVersion } from "@/server/dbt/settings";

/** What differs between dbt versions in ways that change the facts of a project. */
export interface VersionFacts {
  /** Snapshots may be declared in properties files alone, with `relation:`. */
  yamlSnapshots: boolean;
  /** Config keys that every node has beyond those of 1.7, with their defaults. */
  configDefaults: PlainMap;
  /** A source's `meta` counts for its tables. */
  tablesTakeSourceMeta: boolean;
  /** Keys of a column that this version has no meaning for and so keeps as they are. */
  unknownColumnKeys: readonly string[];
}

const MICROBATCH = { batch_size: null, lookback: 1, begin: null, event_time: null, concurrent_batches: null };

const OLD: VersionFacts = {
  yamlSnapshots: false,
  configDefaults: {},
  tablesTakeSourceMeta: false,
  unknownColumnKeys: ["config"],
};
const NEW: VersionFacts = {
  yamlSnapshots: true,
  configDefaults: { ...MICROBATCH, freshness: null },
  tablesTakeSourceMeta: true,
  unknownColumnKeys: [],
};

const FACTS: Record<DbtVersion, VersionFacts> = {
  "1.7": { ...OLD, unknownColumnKeys: ["data_tests", "config"] },
  "1.8": OLD,
  "1.9": { ...OLD, yamlSnapshots: true, configDefaults: MICROBATCH },
  "1.10": NEW,
  "1.11": NEW,
};

export function versionFacts(version: DbtVersion): VersionFacts {
  return FACTS[version];
}

/** Warns when a project's `require-dbt-version` leaves out the version that was chosen. */
export function versionProblem(context: LoadContext, project: ProjectDefinition): void {
  const { dbtVersion } = context.settings;
  const wanted = project.requiredVersions
    .flatMap((text) => text.split(","))
    .map((text) => text.trim())
    .filter(Boolean);
  if (wanted.every((condition) => allows(condition, dbtVersion))) return;
  const message = `the project asks for dbt ${wanted.join(", ")}; it is read as dbt ${dbtVersion}`;
  context.problems.warn("dbt-version", message, { file: project.file });
}

/** Whether any release of `version` fulfils a condition such as `>=1.8.0`. Unreadable conditions allow everything. */
export function allows(condition: string, version: DbtVersion): boolean {
  const match = /^(>=|<=|>|<|==|=|!=)?\s*v?(\d+)(?:\.(\d+))?(?:\.(\d+))?/.exec(condition);
  if (!match) return true;
  const [, operator = "=", major, minor = "0", patch = "0"] = match;
  const [ownMajor = 1, ownMinor = 0] = version.split(".").map(Number);
  const line = (Number(major) - ownMajor) * 1000 + Number(minor) - ownMinor;
  switch (operator) {
    case ">=":
    case ">":
      return line <= 0;
    case "<":
      return line > 0 || (line === 0 && Number(patch) > 0);
    case "<=":
      return line >= 0;
    case "!=":
      return true;
    default:
      return line === 0;
  }
}
