import type { LoadContext } from "@/server/dbt/context/load-context";
import { textOrNull } from "@/server/dbt/context/relation";
import { expectText } from "@/server/dbt/jinja/compare";
import { JinjaError } from "@/server/dbt/jinja/errors";
import { str } from "@/server/dbt/jinja/text";
import { type Args, Callable, HostObject, Module, type Value } from "@/server/dbt/jinja/values";
import { translateType } from "@/server/dbt/macros/types";

const fn = (name: string, run: (args: Args) => Value): Callable => new Callable(name, run);

/** What `adapter.dispatch` needs of the scope it is used in. */
export interface MacroFinder {
  findDispatched(name: string, namespace: string | string[] | null): Value | undefined;
  unknown(name: string): Value;
}

/** `adapter`. It never reaches a warehouse: what asks one gets the answer of an empty one. */
export class AdapterObject extends HostObject {
  readonly typeName = "DatabaseWrapper";
  private readonly fields: ReadonlyMap<string, Value>;

  constructor(
    private readonly context: LoadContext,
    private readonly scope: MacroFinder,
  ) {
    super();
    const { adapter } = context;
    const emptyLists = [
      "get_columns_in_relation",
      "get_missing_columns",
      "list_relations",
      "get_column_schema_from_query",
      "list_schemas",
    ];
    this.fields = new Map<string, Value>([
      ["type", fn("type", () => adapter.name)],
      [
        "quote",
        fn("quote", (args) => `${adapter.quote}${expectText(args.get(0, "identifier", null))}${adapter.quote}`),
      ],
      ["quote_as_configured", fn("quote_as_configured", (args) => this.quoteAsConfigured(args))],
      ["quote_seed_column", fn("quote_seed_column", (args) => str(args.positional[0] ?? ""))],
      ["dispatch", fn("dispatch", (args) => this.dispatch(args))],
      ["Relation", relationClass(context)],
      ["Column", columnClass(context)],
      ["get_relation", fn("get_relation", () => null)],
      ["load_relation", fn("load_relation", () => null)],
      ["check_schema_exists", fn("check_schema_exists", () => true)],
      ["already_exists", fn("already_exists", () => false)],
      ...emptyLists.map((name) => [name, fn(name, () => [])] as const),
    ]);
  }

  override attribute(name: string): Value {
    return this.fields.get(name) ?? fn(name, () => "");
  }

  private quoteAsConfigured(args: Args): Value {
    const [identifier, part] = [
      expectText(args.get(0, "identifier", null)),
      str(args.get(1, "quote_key", "identifier")),
    ];
    const { quotes, adapter } = this.context;
    const isQuoted = part === "database" || part === "schema" || part === "identifier" ? quotes[part] : false;
    return isQuoted ? `${adapter.quote}${identifier}${adapter.quote}` : identifier;
  }

  /** Finds `<prefix>__<name>` along the packages of the namespace's search order; prefixes go from adapter to default. */
  private dispatch(args: Args): Value {
    const name = expectText(args.get(0, "macro_name", null));
    const namespace = args.find(1, "macro_namespace") ?? args.named.get("packages") ?? null;
    const found = this.scope.findDispatched(
      name,
      Array.isArray(namespace) ? textList(namespace) : textOrNull(namespace),
    );
    if (found) return found;
    if (this.context.missingPackages.size) return this.scope.unknown(`adapter.dispatch('${name}')`);
    throw new JinjaError(`In dispatch: No macro named '${name}' found`);
  }
}

function textList(values: Value[]): string[] {
  return values.map(str);
}

function relationClass(context: LoadContext): Module {
  const create = fn("create", (args) => {
    const part = (index: number, name: string) => textOrNull(args.get(index, name, null));
    const type = textOrNull(args.named.get("type") ?? null);
    const parts = { database: part(0, "database"), schema: part(1, "schema"), identifier: part(2, "identifier") };
    return context.relation(parts, undefined, type === null ? {} : { type });
  });
  const kinds = {
    Table: "table",
    View: "view",
    CTE: "cte",
    External: "external",
    MaterializedView: "materialized_view",
  };
  return Module.of("Relation", { create, ...kinds });
}

function columnClass({ adapter }: LoadContext): Module {
  const column = (args: Args): Value => {
    const [name, type] = [args.get(0, "column", null), args.get(1, "dtype", "")];
    const quoted = `${adapter.quote}${str(name)}${adapter.quote}`;
    return Module.of("Column", {
      column: name,
      name,
      dtype: type,
      data_type: type,
      quoted,
      is_string: fn("is_string", () => false),
    });
  };
  const numericType = (args: Args): Value => {
    const [type, precision, scale] = args.positional;
    return precision == null || scale == null ? str(type ?? "") : `${str(type ?? "")}(${str(precision)},${str(scale)})`;
  };
  return Module.of(
    "Column",
    {
      create: fn("create", column),
      translate_type: fn("translate_type", (args) => translateType(adapter, expectText(args.positional[0]))),
      string_type: fn("string_type", (args) =>
        adapter.name === "bigquery" || adapter.name === "databricks"
          ? "string"
          : `character varying(${str(args.positional[0] ?? "")})`,
      ),
      numeric_type: fn("numeric_type", numericType),
    },
    column,
  );
}

/** `api`. */
export function apiModule(context: LoadContext): Module {
  return Module.of("api", { Relation: relationClass(context), Column: columnClass(context) });
}

/** `exceptions`. Warnings are silent, everything else raises. */
export function exceptionsModule(): Module {
  const raise = (name: string): Callable =>
    fn(name, (args) => {
      throw new JinjaError(args.positional.length ? str(args.positional[0] ?? "") : name);
    });
  const raising = [
    "raise_compiler_error",
    "raise_not_implemented",
    "raise_dependency_error",
    "raise_parsing_error",
    "raise_database_error",
    "raise_contract_error",
    "raise_fail_fast_error",
    "relation_wrong_type",
    "missing_config",
    "missing_materialization",
    "missing_relation",
    "column_type_missing",
    "invalid_materialization_argument",
    "raise_invalid_property_yml_version",
  ];
  return new Module(
    "exceptions",
    new Map([["warn", fn("warn", () => "")], ...raising.map((name) => [name, raise(name)] as const)]),
  );
}
