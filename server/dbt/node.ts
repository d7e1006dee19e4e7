import type { Plain, PlainMap } from "@/server/dbt/plain";
import type { Freshness } from "@/server/dbt/project/source-freshness";

export interface Ref {
  name: string;
  package: string | null;
  version: string | number | null;
}

export type SourceRef = readonly [source: string, table: string];

/** A data test declared on a column or a model. */
export interface ColumnTest {
  /** `unique`, `not_null`, or `package.name`. */
  name: string;
  arguments: PlainMap;
}

/** A data test as it concerns one node. */
export interface NodeTest {
  uniqueId: string;
  name: string;
  /** `unique`, or `package.name`; `null` for a singular test, which has a file of its own. */
  test: string | null;
  column: string | null;
  arguments: PlainMap;
  severity: "error" | "warn";
  enabled: boolean;
  /** Relative to the listed root; `""` when only a manifest tells of it. */
  file: string;
}

export interface NodeColumn {
  name: string;
  description: string;
  /** Unique ids of the doc blocks that the description names, where the dbt version tells them. */
  docBlocks: string[];
  dataType: string | null;
  meta: PlainMap;
  tags: string[];
  quote: boolean | null;
  constraints: Plain[];
  tests: ColumnTest[];
  /** Keys of the properties file that dbt has no meaning for, which its manifest keeps. */
  extra: PlainMap;
}

export type ResourceType = "model" | "seed" | "snapshot";
/** What has a config of its own: a resource, or a data test. */
export type ConfiguredType = ResourceType | "test";

/** A model, seed or snapshot: what dbt's manifest says of it, in its words. */
export interface DbtNode {
  uniqueId: string;
  resourceType: ResourceType;
  name: string;
  packageName: string;
  /** Relative to its resource path, and to its project. */
  path: string;
  originalFilePath: string;
  /** Relative to the listed root. */
  file: string;
  blobId: string;
  fqn: string[];
  language: "sql" | "python";
  rawCode: string;
  config: PlainMap;
  unrenderedConfig: PlainMap;
  enabled: boolean;
  materialized: string;
  database: string | null;
  schema: string;
  alias: string;
  /** `null` for ephemeral models, and when a naming macro failed. */
  relationName: string | null;
  /** Why the relation's name could not be worked out. */
  relationProblem: string | null;
  tags: string[];
  meta: PlainMap;
  group: string | null;
  access: string;
  docs: { show: boolean; nodeColor: string | null };
  description: string;
  docBlocks: string[];
  /** In the order of the properties file. */
  columns: NodeColumn[];
  tests: ColumnTest[];
  /** Every data test of the node, once the project was asked for them: those declared on it, and singular ones that read it. */
  dataTests: NodeTest[];
  constraints: Plain[];
  contract: { enforced: boolean; aliasTypes: boolean; checksum: string | null };
  version: string | number | null;
  latestVersion: string | number | null;
  deprecationDate: string | null;
  /** As the manifest writes it, for a model that lists points in time. */
  timeSpine: PlainMap | null;
  patchPath: string | null;
  refs: Ref[];
  sources: SourceRef[];
  dependsOn: string[];
  /** References that name nothing enabled in the project. */
  unresolved: (Ref | SourceRef)[];
  /** Macros that were called but are not known: compiled SQL is then not dbt's. */
  unknownMacros: string[];
  /** The template failed while it was read; references were then taken from its text. */
  partiallyParsed: boolean;
}

export interface SourceTable {
  uniqueId: string;
  sourceName: string;
  name: string;
  packageName: string;
  originalFilePath: string;
  /** Relative to the listed root. */
  file: string;
  fqn: string[];
  database: string | null;
  schema: string;
  identifier: string;
  relationName: string;
  quoting: PlainMap;
  description: string;
  docBlocks: string[];
  sourceDescription: string;
  columns: NodeColumn[];
  tags: string[];
  meta: PlainMap;
  sourceMeta: PlainMap;
  loader: string;
  freshness: Freshness | null;
  loadedAtField: Plain;
  loadedAtQuery: Plain;
  enabled: boolean;
  config: PlainMap;
}
