import type { LoadContext } from "@/server/dbt/context/load-context";
import type { ResourceType } from "@/server/dbt/node";
import type { PlainMap } from "@/server/dbt/plain";
import type { ProjectDefinition } from "@/server/dbt/project/definition";
import type { SourceConfigFields } from "@/server/dbt/project/source-config";
import type { DbtVersion } from "@/server/dbt/settings";

/** What differs between dbt versions in ways that change the facts of a project. */
export interface VersionFacts {
  /** Snapshots may be declared in properties files alone, with `relation:`. */
  yamlSnapshots: boolean;
  /** Config keys that nodes have beyond those of 1.7, with their defaults. */
  configDefaults: Record<ResourceType, PlainMap>;
  /** A source's `meta` counts for its tables. */
  tablesTakeSourceMeta: boolean;
  /** Keys of a column that this version has no meaning for and so keeps as they are. */
  unknownColumnKeys: readonly string[];
  /** What its manifest shows of a column beyond what 1.7's does. */
  columnFields: readonly ("granularity" | "config")[];
  /** What a source's config holds besides `enabled`. */
  sourceConfig: SourceConfigFields;
  /** The manifest names the doc blocks that descriptions are made of. */
  docBlocks: boolean;
  /** A model may say that it is a time spine. */
  timeSpines: boolean;
  /** Settings of a data test count as written beside it and again in its template, which doubles its tags. */
  configuresTestsTwice: boolean;
  /** The project's `quoting` counts for sources that say nothing of it themselves. */
  sourcesTakeProjectQuoting: boolean;
  /** `unrendered_config` shows the first `config()` call as it was written: a single tag stays a text. */
  keepsFirstCall: boolean;
  /** A data test may have a `description`, which is not handed to its macro. */
  testsHaveDescriptions: boolean;
  /** `unique` and `not_null` are read in a way of their own: severity in capitals, tags that are no configuration. */
  readsPlainTestsApart: boolean;
}

const MICROBATCH = { batch_size: null, lookback: 1, begin: null, event_time: null, concurrent_batches: null };
const META_COLUMNS = ["dbt_valid_to", "dbt_valid_from", "dbt_scd_id", "dbt_updated_at", "dbt_is_deleted"];
const SNAPSHOT = {
  snapshot_meta_column_names: Object.fromEntries(META_COLUMNS.map((name) => [name, null])),
  dbt_valid_to_current: null,
};

const V7: VersionFacts = {
  yamlSnapshots: false,
  configDefaults: { model: {}, seed: {}, snapshot: {} },
  tablesTakeSourceMeta: false,
  unknownColumnKeys: ["data_tests", "config"],
  columnFields: [],
  sourceConfig: "none",
  docBlocks: false,
  timeSpines: false,
  configuresTestsTwice: false,
  sourcesTakeProjectQuoting: false,
  keepsFirstCall: false,
  testsHaveDescriptions: false,
  readsPlainTestsApart: true,
};
const V8: VersionFacts = {
  ...V7,
  unknownColumnKeys: ["config"],
  sourcesTakeProjectQuoting: true,
  tablesTakeSourceMeta: true,
};
const V9: VersionFacts = {
  ...V8,
  yamlSnapshots: true,
  configDefaults: { model: MICROBATCH, seed: MICROBATCH, snapshot: { ...MICROBATCH, ...SNAPSHOT } },
  columnFields: ["granularity"],
  sourceConfig: "freshness",
  timeSpines: true,
  configuresTestsTwice: true,
  testsHaveDescriptions: true,
};
const V10: VersionFacts = {
  ...V9,
  configDefaults: { ...V9.configDefaults, model: { ...MICROBATCH, freshness: null } },
  unknownColumnKeys: [],
  columnFields: ["granularity", "config"],
  sourceConfig: "all",
  docBlocks: true,
  keepsFirstCall: true,
  readsPlainTestsApart: false,
};

const FACTS: Record<DbtVersion, VersionFacts> = { "1.7": V7, "1.8": V8, "1.9": V9, "1.10": V10, "1.11": V10 };

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
