import { existsSync, readFileSync, statSync } from "node:fs";
import { parseArgs } from "node:util";
import { isMap, type PlainMap } from "@/server/dbt/plain";
import { ADAPTERS, DBT_VERSIONS, LoadSettings } from "@/server/dbt/settings";
import { parseYaml } from "@/server/dbt/yaml";

/** A mistake in how a command was called. Its message is for the person at the terminal. */
export class UsageError extends Error {
  override name = "UsageError";
}

export interface DbtOptions {
  folder: string;
  settings: LoadSettings;
  select: string[];
  output: "json" | "name" | "path";
  resourceTypes: ListedType[];
}

const LISTED = ["model", "seed", "snapshot", "source", "test"] as const;
export type ListedType = (typeof LISTED)[number];

export const OPTIONS_HELP = `  --adapter NAME      ${ADAPTERS.join(", ")} (default postgres)
  --database NAME     database, project or catalog (default analytics)
  --schema NAME       the target's default schema (default public)
  --target NAME       what target.name says (default prod)
  --vars JSON         project variables, as JSON or YAML
  --env-file FILE     KEY=VALUE lines for env_var(); nothing else of the environment is seen
  --dbt-version X     ${DBT_VERSIONS.join(", ")} (default 1.7)
  --project-path DIR  where dbt_project.yml is, below DIR`;

/** Reads the arguments that the dbt commands share. Throws {@link UsageError}. */
export function readOptions(args: readonly string[]): DbtOptions {
  const { values, positionals } = parse(args);
  const [folder, ...rest] = positionals;
  if (folder === undefined) throw new UsageError("name the folder that holds the dbt project");
  if (!existsSync(folder) || !statSync(folder).isDirectory()) throw new UsageError(`${folder} is not a folder`);
  const output = values.output ?? "json";
  if (output !== "json" && output !== "name" && output !== "path")
    throw new UsageError("--output is json, name or path");
  const select = [...(values.select ?? []), ...rest];
  return { folder, settings: readSettings(values), select, output, resourceTypes: readTypes(values["resource-type"]) };
}

function readTypes(values: readonly string[] = ["model"]): ListedType[] {
  return values.flatMap((value) => {
    if (value === "all") return LISTED;
    const known = LISTED.find((name) => name === value);
    if (!known) throw new UsageError(`--resource-type is ${LISTED.join(", ")} or all`);
    return [known];
  });
}

function parse(args: readonly string[]) {
  const text = { type: "string" } as const;
  try {
    return parseArgs({
      args: [...args],
      allowPositionals: true,
      options: {
        adapter: text,
        database: text,
        schema: text,
        target: text,
        vars: text,
        "env-file": text,
        "dbt-version": text,
        "project-path": text,
        output: text,
        "resource-type": { type: "string", multiple: true },
        select: { type: "string", multiple: true, short: "s" },
      },
    });
  } catch (error) {
    throw new UsageError(error instanceof Error ? error.message : String(error));
  }
}

type Values = ReturnType<typeof parse>["values"];

function readSettings(values: Values): LoadSettings {
  const given = {
    adapter: values.adapter,
    database: values.database,
    schema: values.schema ?? "public",
    targetName: values.target,
    dbtVersion: values["dbt-version"],
    projectPath: values["project-path"],
    vars: values.vars === undefined ? undefined : readVars(values.vars),
    env: values["env-file"] === undefined ? undefined : readEnvFile(values["env-file"]),
  };
  const result = LoadSettings.safeParse(given);
  if (result.success) return result.data;
  const issue = result.error.issues[0];
  throw new UsageError(`${issue?.path.join(".") ?? "settings"}: ${issue?.message ?? "not valid"}`);
}

function readVars(text: string): PlainMap {
  let value: unknown;
  try {
    value = parseYaml(text);
  } catch (error) {
    throw new UsageError(`--vars: ${error instanceof Error ? error.message : String(error)}`);
  }
  if (!isMap(value)) throw new UsageError("--vars must be a map from names to values");
  return value;
}

function readEnvFile(file: string): Record<string, string> {
  if (!existsSync(file)) throw new UsageError(`--env-file: there is no file ${file}`);
  const env: Record<string, string> = {};
  for (const line of readFileSync(file, "utf8").split(/\r?\n/)) {
    const match = /^\s*(?:export\s+)?([A-Za-z_]\w*)\s*=\s*(.*?)\s*$/.exec(line);
    if (match?.[1]) env[match[1]] = (match[2] ?? "").replace(/^(["'])(.*)\1$/, "$2");
  }
  return env;
}
