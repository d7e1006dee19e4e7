import type { Plain, PlainMap } from "@/server/dbt/plain";
import { own } from "@/server/dbt/plain";
import type { AdapterName } from "@/server/dbt/settings";

export interface QuotePolicy {
  database: boolean;
  schema: boolean;
  identifier: boolean;
}

export interface Adapter {
  name: AdapterName;
  quote: '"' | "`";
  quotes: QuotePolicy;
  /** Adapter types whose macros serve this adapter, nearest first. */
  macroPrefixes: readonly string[];
  /** Other spellings of config keys. */
  configAliases: Readonly<Record<string, string>>;
  /** What `relation.metadata.type` says. */
  relationType: string;
  /** Constraints that the warehouse itself enforces: dropping one of them breaks a contract. */
  enforcedConstraints: readonly string[];
}

const ALL_QUOTED: QuotePolicy = { database: true, schema: true, identifier: true };

/** Naming facts of the five adapters (dbt 1.7). */
const TABLE: Record<AdapterName, Adapter> = {
  postgres: {
    name: "postgres",
    quote: '"',
    quotes: ALL_QUOTED,
    macroPrefixes: ["postgres"],
    configAliases: { dbname: "database", pass: "password" },
    relationType: "PostgresRelation",
    enforcedConstraints: ["not_null", "unique", "primary_key", "foreign_key", "check"],
  },
  redshift: {
    name: "redshift",
    quote: '"',
    quotes: ALL_QUOTED,
    macroPrefixes: ["redshift", "postgres"],
    configAliases: { dbname: "database", pass: "password" },
    relationType: "RedshiftRelation",
    enforcedConstraints: ["not_null"],
  },
  snowflake: {
    name: "snowflake",
    quote: '"',
    quotes: { database: false, schema: false, identifier: false },
    macroPrefixes: ["snowflake"],
    configAliases: {},
    relationType: "SnowflakeRelation",
    enforcedConstraints: ["not_null"],
  },
  bigquery: {
    name: "bigquery",
    quote: "`",
    quotes: ALL_QUOTED,
    macroPrefixes: ["bigquery"],
    configAliases: {
      project: "database",
      dataset: "schema",
      target_project: "target_database",
      target_dataset: "target_schema",
    },
    relationType: "BigQueryRelation",
    enforcedConstraints: ["not_null", "primary_key", "foreign_key"],
  },
  databricks: {
    name: "databricks",
    quote: "`",
    quotes: ALL_QUOTED,
    macroPrefixes: ["databricks", "spark"],
    configAliases: { catalog: "database" },
    relationType: "DatabricksRelation",
    enforcedConstraints: [],
  },
};

export function adapterNamed(name: AdapterName): Adapter {
  return TABLE[name];
}

/** Overrides a policy part by part with a `quoting:` map, which may leave parts out. */
export function quotePolicy(base: QuotePolicy, ...overrides: (PlainMap | undefined)[]): QuotePolicy {
  const policy = { ...base };
  for (const map of overrides)
    for (const part of ["database", "schema", "identifier"] as const) {
      const value: Plain | undefined = own(map, part);
      if (typeof value === "boolean") policy[part] = value;
    }
  return policy;
}

export interface RelationParts {
  database: string | null;
  schema: string | null;
  identifier: string | null;
}

export function relationText(parts: RelationParts, policy: QuotePolicy, quote: string): string {
  return (["database", "schema", "identifier"] as const)
    .filter((part) => parts[part] !== null && parts[part] !== "")
    .map((part) => (policy[part] ? `${quote}${parts[part]}${quote}` : parts[part]))
    .join(".");
}
