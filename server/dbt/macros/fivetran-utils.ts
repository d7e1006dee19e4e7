import { iterate, truthy } from "@/server/dbt/jinja/compare";
import { JinjaError } from "@/server/dbt/jinja/errors";
import { str } from "@/server/dbt/jinja/text";
import { type Args, Dict, type Value } from "@/server/dbt/jinja/values";
import { arg, type Builtin, type BuiltinKit, isGiven, pick } from "@/server/dbt/macros/builtin";

const listed = (value: Value | undefined): Value[] => (isGiven(value) && truthy(value) ? [...iterate(value)] : []);

/** A field of a column's description, or `null` when it is not said or empty. */
function field({ attribute }: BuiltinKit, column: Value, name: string): string | null {
  const value = attribute(column, name);
  return isGiven(value) && truthy(value) ? str(value) : null;
}

const nameOf = (kit: BuiltinKit, column: Value): string => str(kit.attribute(column, "name"));

function quoteColumn(kit: BuiltinKit, column: Value): string {
  const name = nameOf(kit, column);
  if (field(kit, column, "quote") === null) return name;
  const { quote, name: adapter } = kit.adapter;
  return `${quote}${adapter === "snowflake" ? name.toUpperCase() : name}${quote}`;
}

/** Each wanted column: as it is where the source has it, else as a typed null. Its name is the same either way. */
const fillStagingColumns: Builtin = (args, kit) => {
  const there = new Set(listed(args.find(0, "source_columns")).map((column) => nameOf(kit, column).toLowerCase()));
  const lines = listed(args.find(1, "staging_columns")).map((column) => {
    const written = quoteColumn(kit, column);
    const value = there.has(nameOf(kit, column).toLowerCase())
      ? written
      : `cast(null as ${field(kit, column, "datatype") ?? kit.call("type_string")})`;
    return `${value} as ${field(kit, column, "alias") ?? written}`;
  });
  return lines.join(",\n    ");
};

/** Adds the columns of a variable to a list of columns, in place. */
const addPassThroughColumns: Builtin = (args, kit) => {
  const base = args.get(0, "base_columns", null);
  if (!Array.isArray(base)) throw new JinjaError("base_columns is no list");
  for (const column of listed(args.find(1, "pass_through_var"))) {
    const alias = field(kit, column, "alias");
    base.push(Dict.fromRecord({ name: nameOf(kit, column), ...(alias === null ? {} : { alias }) }));
  }
  return "";
};

/** The variable's columns; those that are named by text alone are columns too. */
const passThrough = (args: Args, kit: BuiltinKit) =>
  listed(kit.variable(arg(args, 0, "pass_through_variable"))).map((column) => {
    const isText = typeof column === "string";
    const name = isText ? column : (field(kit, column, "alias") ?? nameOf(kit, column));
    return { name, transform: isText ? null : field(kit, column, "transform_sql") };
  });

const fillPassThroughColumns: Builtin = (args, kit) =>
  passThrough(args, kit)
    .map(({ name, transform }) => (transform === null ? `, ${name}` : `, ${transform} as ${name}`))
    .join("\n    ");

const persistPassThroughColumns: Builtin = (args, kit) => {
  const identifier = args.find(1, "identifier");
  const [transform, append] = [str(args.get(2, "transform", "")), str(args.get(3, "append_string", ""))];
  return passThrough(args, kit)
    .map(({ name }) => {
      const column = isGiven(identifier) ? `${str(identifier)}.${name}` : name;
      return transform
        ? `, ${transform}(${column}) as ${name}${append}`
        : `, ${column}${append && ` as ${name}${append}`}`;
    })
    .join("\n    ");
};

const removePrefix: Builtin = (args, kit) => {
  const [prefix, except] = [str(args.get(1, "prefix", "")), listed(args.find(2, "exclude")).map(str)];
  return listed(args.find(0, "columns"))
    .map((column) => nameOf(kit, column))
    .filter((name) => !except.includes(name))
    .map((name) => (name.toLowerCase().startsWith(prefix) ? `${name} as ${name.slice(prefix.length)}` : name))
    .join(",\n    ");
};

/** Schemas or databases that a variable asks to be read as one. */
function unitedBy(args: Args, index: number, kit: BuiltinKit): { kind: "schema" | "database"; names: string[] } | null {
  const schemas = listed(kit.variable(str(args.get(index, "union_schema_variable", "union_schemas"))));
  if (schemas.length) return { kind: "schema", names: schemas.map(str) };
  const databases = listed(kit.variable(str(args.get(index + 1, "union_database_variable", "union_databases"))));
  return databases.length ? { kind: "database", names: databases.map(str) } : null;
}

const sourceRelation: Builtin = (args, kit) => {
  const united = unitedBy(args, 0, kit);
  if (!united) return ", '' as source_relation";
  const relation = `lower(replace(replace(_dbt_source_relation, '"', ''), '\`', ''))`;
  const cases = united.names.map((given) => {
    const name = given.toLowerCase();
    return `when ${relation} like '${united.kind === "schema" ? `%.${name}.%` : `%${name}.%`}' then '${name}'`;
  });
  return `, case\n    ${cases.join("\n    ")}\n  end as source_relation`;
};

/** Which of several schemas have the table only a warehouse knows; the table itself has the columns of each. */
const unionData: Builtin = (args, kit) => {
  const from = kit.variable(arg(args, 5, "default_variable"));
  if (!unitedBy(args, 6, kit)) return `select *\nfrom ${str(from)}`;
  kit.noteUnknown("fivetran_utils.union_data");
  return `select *, cast(null as ${kit.call("type_string")}) as _dbt_source_relation\nfrom ${str(from)}`;
};

/** Whether all, or any, of some variables are switched on. */
const enabledVars: Builtin = (args, kit) =>
  listed(args.find(0, "vars")).every((name) => kit.variable(str(name)) !== false);
const enabledVarsOneTrue: Builtin = (args, kit) =>
  listed(args.find(0, "vars")).some((name) => kit.variable(str(name)) === true);

const maxBool: Builtin = (args, { adapter }) => {
  const given = arg(args, 0, "boolean_field");
  return pick(adapter, { default: `bool_or(${given})`, snowflake: `max(${given})`, bigquery: `max(${given})` });
};

const stringAgg: Builtin = (args, { adapter }) => {
  const given = `(${arg(args, 0, "field_to_agg")}, ${arg(args, 1, "delimiter")})`;
  return pick(adapter, { default: `string_agg${given}`, snowflake: `listagg${given}`, redshift: `listagg${given}` });
};

const jsonExtract: Builtin = (args, { adapter }) => {
  const [text, path] = [arg(args, 0, "string"), arg(args, 1, "string_path")];
  const byName = `json_extract_path_text(${text}, '${path}')`;
  return pick(adapter, {
    default: byName,
    redshift: byName,
    bigquery: `json_extract_scalar(${text}, '$.${path}')`,
    postgres: `${text}::json->>'${path}'`,
  });
};

/** The macros of fivetran_utils that decide on columns and relations, and the short ones beside them. */
export const FIVETRAN_UTILS_SHIMS: ReadonlyMap<string, Builtin> = new Map<string, Builtin>([
  ["fill_staging_columns", fillStagingColumns],
  ["quote_column", (args, kit) => quoteColumn(kit, args.get(0, "column", null))],
  ["add_pass_through_columns", addPassThroughColumns],
  ["fill_pass_through_columns", fillPassThroughColumns],
  ["persist_pass_through_columns", persistPassThroughColumns],
  ["remove_prefix_from_columns", removePrefix],
  ["source_relation", sourceRelation],
  ["union_data", unionData],
  ["enabled_vars", enabledVars],
  ["enabled_vars_one_true", enabledVarsOneTrue],
  ["empty_variable_warning", () => ""],
  ["max_bool", maxBool],
  ["string_agg", stringAgg],
  ["json_extract", jsonExtract],
  ["ceiling", (args, { adapter }) => `${adapter.name === "snowflake" ? "ceil" : "ceiling"}(${arg(args, 0, "num")})`],
]);
