import { str } from "@/server/dbt/jinja/text";
import { Undefined, type Value } from "@/server/dbt/jinja/values";
import type { Builtin } from "@/server/dbt/macros/builtin";
import { DATE_MACROS } from "@/server/dbt/macros/dates";
import { defaultAlias, defaultSchema } from "@/server/dbt/macros/default-names";
import { TEXT_MACROS } from "@/server/dbt/macros/text-and-arrays";
import { TYPE_MACROS } from "@/server/dbt/macros/types";

const isNone = (value: Value): boolean => value === null || value instanceof Undefined;

const schemaName: Builtin = (args, { settings }) => {
  const custom = args.get(0, "custom_schema_name", null);
  return defaultSchema(settings, isNone(custom) ? null : str(custom));
};

const schemaNameForEnv: Builtin = (args, { settings }) => {
  const custom = args.get(0, "custom_schema_name", null);
  return settings.targetName === "prod" && !isNone(custom) ? str(custom).trim() : settings.schema;
};

const databaseName: Builtin = (args, { settings }) => {
  const custom = args.get(0, "custom_database_name", null);
  return isNone(custom) ? settings.database : custom;
};

const aliasName: Builtin = (args, { attribute }) => {
  const custom = args.get(0, "custom_alias_name", null);
  const node = args.get(1, "node", null);
  const [name, version] = [attribute(node, "name"), attribute(node, "version")];
  const isVersioned = !isNone(version) && version !== "" && version !== 0;
  return defaultAlias(str(name), isVersioned ? str(version) : null, isNone(custom) ? null : str(custom));
};

const no: Builtin = () => false;
const nothing: Builtin = () => "";
const none: Builtin = () => null;

/** Every macro that dbt ships and models may call. The ones that ask the warehouse answer as if it were empty. */
export const BUILTIN_MACROS: ReadonlyMap<string, Builtin> = new Map<string, Builtin>([
  ...TYPE_MACROS,
  ...DATE_MACROS,
  ...TEXT_MACROS,
  ["generate_schema_name", schemaName],
  ["generate_schema_name_for_env", schemaNameForEnv],
  ["generate_database_name", databaseName],
  ["generate_alias_name", aliasName],
  ["is_incremental", no],
  ["should_full_refresh", no],
  ["should_store_failures", no],
  ["run_query", none],
  ["statement", nothing],
  ["noop_statement", nothing],
  ["load_relation", none],
  ["load_cached_relation", none],
  ["get_columns_in_relation", () => []],
  ["get_columns_in_query", () => []],
  ["create_schema", nothing],
  ["drop_relation", nothing],
  ["drop_relation_if_exists", nothing],
  ["convert_datetime", (args) => args.positional[0] ?? null],
  ["dates_in_range", () => []],
  ["partition_range", () => []],
  ["py_current_timestring", () => "19700101T000000000000"],
  ["get_where_subquery", (args) => args.positional[0] ?? null],
]);
