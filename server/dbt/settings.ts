import { z } from "zod";
import type { Plain } from "@/server/dbt/plain";

export const ADAPTERS = ["postgres", "redshift", "snowflake", "bigquery", "databricks"] as const;
export type AdapterName = (typeof ADAPTERS)[number];

export const DBT_VERSIONS = ["1.7", "1.8", "1.9", "1.10", "1.11"] as const;
export type DbtVersion = (typeof DBT_VERSIONS)[number];

const PlainSchema: z.ZodType<Plain> = z.lazy(() =>
  z.union([z.null(), z.boolean(), z.number(), z.string(), z.array(PlainSchema), z.record(z.string(), PlainSchema)]),
);

/** What a load needs besides files: the facts that dbt would take from a profile and its command line. */
export const LoadSettings = z.object({
  adapter: z.enum(ADAPTERS).default("postgres"),
  database: z.string().max(256).default("analytics"),
  schema: z.string().min(1, "the default schema is required").max(256),
  targetName: z.string().min(1).max(128).default("prod"),
  /** As `--vars`: they win over the project's own. */
  vars: z.record(z.string(), PlainSchema).default({}),
  /** What `env_var()` sees. Never the server's own environment. */
  env: z.record(z.string(), z.string()).default({}),
  dbtVersion: z.enum(DBT_VERSIONS).default("1.7"),
  /** Where `dbt_project.yml` is, relative to the listed root. */
  projectPath: z.string().max(1024).default(""),
});
export type LoadSettings = z.infer<typeof LoadSettings>;
