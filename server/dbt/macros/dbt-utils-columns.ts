import { iterate, truthy } from "@/server/dbt/jinja/compare";
import { str } from "@/server/dbt/jinja/text";
import type { Args, Value } from "@/server/dbt/jinja/values";
import { arg, type Builtin, type BuiltinKit, isGiven } from "@/server/dbt/macros/builtin";

/** Names in a list argument, for comparing: warehouses do not tell upper from lower case in names without quotes. */
function namesOf(args: Args, index: number, name: string): Set<string> {
  const given = args.find(index, name);
  return new Set((isGiven(given) ? iterate(given) : []).map((value) => str(value).toLowerCase()));
}

/** A relation's columns as a warehouse would list them; none, and the macro noted as unknown, when they are not all known. */
function columnsOf(kit: BuiltinKit, relation: Value, macro: string): string[] {
  const known = kit.columns(relation);
  if (!known?.complete) kit.noteUnknown(`dbt_utils.${macro}`);
  return known?.names.map((name) => (kit.adapter.name === "snowflake" ? name.toUpperCase() : name)) ?? [];
}

const quoted = ({ adapter }: BuiltinKit, name: string) => `${adapter.quote}${name}${adapter.quote}`;

const star: Builtin = (args, kit) => {
  if (!kit.compiles) return "*";
  const alias = args.find(1, "relation_alias");
  const except = namesOf(args, 2, "except");
  const [prefix, suffix] = [str(args.get(3, "prefix", "")), str(args.get(4, "suffix", ""))];
  const isQuoted = truthy(args.get(5, "quote_identifiers", true));
  const written = (name: string) => (isQuoted ? quoted(kit, name) : name);
  const columns = columnsOf(kit, args.get(0, "from", null), "star").filter((name) => !except.has(name.toLowerCase()));
  if (!columns.length) return "*";
  const before = isGiven(alias) && truthy(alias) ? `${str(alias)}.` : "";
  const renamed = (name: string) => (prefix || suffix ? ` as ${written(`${prefix}${name}${suffix}`)}` : "");
  return columns.map((name) => `${before}${written(name)}${renamed(name)}`).join(",\n  ");
};

const filteredColumns: Builtin = (args, kit) => {
  if (!kit.compiles) return [];
  const except = namesOf(args, 1, "except");
  const columns = columnsOf(kit, args.get(0, "from", null), "get_filtered_columns_in_relation");
  return columns.filter((name) => !except.has(name.toLowerCase()));
};

/** Columns keep their types: without a warehouse they cannot be cast to a common one. */
const unionRelations: Builtin = (args, kit) => {
  if (!kit.compiles) return "";
  const relations = [...iterate(args.get(0, "relations", []))];
  const [include, exclude] = [namesOf(args, 2, "include"), namesOf(args, 3, "exclude")];
  const source = args.get(4, "source_column_name", "_dbt_source_relation");
  const where = args.find(5, "where");
  const isWanted = (name: string) =>
    (include.size === 0 || include.has(name.toLowerCase())) && !exclude.has(name.toLowerCase());
  const each = relations.map((relation) => columnsOf(kit, relation, "union_relations").filter(isWanted));
  const all = distinctNames(each.flat());
  return relations
    .map((relation, i) => {
      const known = new Set(each[i]?.map((name) => name.toLowerCase()));
      const columns = all.map((name) =>
        known.has(name.toLowerCase()) ? `${quoted(kit, name)} as ${quoted(kit, name)}` : `null as ${quoted(kit, name)}`,
      );
      const from = `cast('${str(relation).replaceAll("'", "''")}' as ${kit.call("type_string")}) as ${str(source)}`;
      const list = source === null ? columns : [from, ...columns];
      return `(\n  select\n    ${list.join(",\n    ") || "*"}\n  from ${str(relation)}${whereText(where)}\n)`;
    })
    .join("\n\nunion all\n\n");
};

const whereText = (where: Value | undefined) => (isGiven(where) && truthy(where) ? `\n  where ${str(where)}` : "");

function distinctNames(names: readonly string[]): string[] {
  const seen = new Map<string, string>();
  for (const name of names) if (!seen.has(name.toLowerCase())) seen.set(name.toLowerCase(), name);
  return [...seen.values()];
}

const unpivot: Builtin = (args, kit) => {
  if (!kit.compiles) return "";
  const relation = args.get(0, "relation", null);
  const castTo = arg(args, 1, "cast_to", "varchar");
  const kept = (isGiven(args.find(2, "exclude")) ? iterate(args.get(2, "exclude", [])) : []).map(str);
  const left = new Set([...namesOf(args, 2, "exclude"), ...namesOf(args, 3, "remove")]);
  const [field, value] = [arg(args, 4, "field_name", "field_name"), arg(args, 5, "value_name", "value")];
  const write = (name: string) => (truthy(args.get(6, "quote_identifiers", false)) ? quoted(kit, name) : name);
  const columns = columnsOf(kit, relation, "unpivot").filter((name) => !left.has(name.toLowerCase()));
  const one = (name: string | null) => {
    const text = `cast(${name === null ? "null" : `'${name}'`} as ${kit.call("type_string")}) as ${write(field)}`;
    const cast = `cast(${name === null ? "null" : write(name)} as ${castTo}) as ${write(value)}`;
    return `select\n  ${[...kept.map(write), text, cast].join(",\n  ")}\nfrom ${str(relation)}`;
  };
  return (columns.length ? columns : [null]).map(one).join("\n\nunion all\n\n");
};

/** Keeps the first row of each group, in the way of the adapter. */
const deduplicate: Builtin = (args, kit) => {
  const [relation, by, order] = [arg(args, 0, "relation"), arg(args, 1, "partition_by"), arg(args, 2, "order_by", "1")];
  if (kit.adapter.name === "postgres")
    return `select distinct on (${by}) *\nfrom ${relation}\norder by ${by}, ${order}`;
  return `select *\nfrom ${relation}\nqualify row_number() over (partition by ${by} order by ${order}) = 1`;
};

/** What only a warehouse can answer: nothing is known, and the model says so. */
const asksWarehouse =
  (name: string, answer: (args: Args) => Value): Builtin =>
  (args, kit) => {
    kit.noteUnknown(`dbt_utils.${name}`);
    return answer(args);
  };

const none = () => null;
const nothing = () => [];

const QUERIES: readonly [string, (args: Args) => Value][] = [
  ["get_column_values", (args) => args.find(4, "default") ?? []],
  ["get_single_value", (args) => args.find(1, "default") ?? null],
  ["get_query_results_as_dict", none],
  ["get_relations_by_pattern", nothing],
  ["get_relations_by_prefix", nothing],
  ["get_tables_by_pattern_sql", () => ""],
  ["get_tables_by_prefix_sql", () => ""],
];

/** Macros whose result follows from the columns of other relations, which we know better than an absent warehouse. */
export const COLUMN_SHIMS: ReadonlyMap<string, Builtin> = new Map<string, Builtin>([
  ["star", star],
  ["get_filtered_columns_in_relation", filteredColumns],
  ["union_relations", unionRelations],
  ["unpivot", unpivot],
]);

export const QUERY_SHIMS: ReadonlyMap<string, Builtin> = new Map<string, Builtin>([
  ["deduplicate", deduplicate],
  ...QUERIES.map(([name, answer]): [string, Builtin] => [name, asksWarehouse(name, answer)]),
]);
