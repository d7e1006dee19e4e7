import type { ColumnTest, NodeColumn } from "@/server/dbt/node";
import {
  emptyMap,
  isMap,
  listOf,
  mapOf,
  mapsOf,
  merged,
  own,
  type Plain,
  type PlainMap,
  textOf,
  textsOf,
} from "@/server/dbt/plain";

export interface ColumnReading {
  /** Renders a description. */
  describe: (text: unknown) => string;
  /** The doc blocks that a description names. */
  docBlocks: (text: unknown) => string[];
  /** Keys that the chosen dbt version does not know: it keeps them as they are. */
  unknownKeys: readonly string[];
  /** Renders a value of a key that it does not know. */
  keep: (value: Plain) => Plain;
}

const KNOWN = new Set("name description data_type tags meta quote constraints tests data_tests config".split(" "));

export function readColumns(entry: PlainMap, reading: ColumnReading): NodeColumn[] {
  const columns = new Map<string, NodeColumn>();
  for (const column of mapsOf(own(entry, "columns"))) {
    const name = textOf(own(column, "name"));
    if (name !== null) columns.set(name, readColumn(name, column, reading));
  }
  return [...columns.values()];
}

function readColumn(name: string, column: PlainMap, reading: ColumnReading): NodeColumn {
  const quote = own(column, "quote");
  const { describe, docBlocks, unknownKeys } = reading;
  const config = unknownKeys.includes("config") ? emptyMap() : mapOf(own(column, "config"));
  const [meta, configMeta] = [mapOf(own(column, "meta")), own(config, "meta")];
  return {
    name,
    description: describe(own(column, "description")),
    docBlocks: docBlocks(own(column, "description")),
    dataType: textOf(own(column, "data_type")),
    meta: isMap(configMeta) ? merged(configMeta, meta) : meta,
    tags: [...textsOf(own(column, "tags")), ...textsOf(own(config, "tags"))],
    quote: typeof quote === "boolean" ? quote : null,
    constraints: readConstraints(own(column, "constraints"), true),
    tests: readTests(column),
    extra: extraKeys(column, reading),
  };
}

const NO_EXTRA: PlainMap = Object.freeze({});

function extraKeys(column: PlainMap, { unknownKeys, keep }: ColumnReading): PlainMap {
  const unknown = Object.keys(column).filter((key) => !KNOWN.has(key) || unknownKeys.includes(key));
  return unknown.length ? Object.fromEntries(unknown.map((key) => [key, keep(own(column, key) ?? null)])) : NO_EXTRA;
}

/** Constraints with every field that dbt's manifest writes. */
export function readConstraints(value: Plain | undefined, isOfColumn = false): Plain[] {
  return mapsOf(value).map((constraint) => {
    const columns = own(constraint, "columns");
    const out: PlainMap = {
      type: own(constraint, "type") ?? null,
      name: own(constraint, "name") ?? null,
      expression: own(constraint, "expression") ?? null,
      warn_unenforced: own(constraint, "warn_unenforced") ?? true,
      warn_unsupported: own(constraint, "warn_unsupported") ?? true,
    };
    return isOfColumn ? out : { ...out, columns: columns ?? [] };
  });
}

/** Data tests of a column or model: a name, or a map from the name to its arguments. */
export function readTests(entry: PlainMap): ColumnTest[] {
  const tests = own(entry, "data_tests") ?? own(entry, "tests");
  return (Array.isArray(tests) ? tests : []).flatMap((test) => {
    if (typeof test === "string") return [{ name: test, arguments: emptyMap() }];
    if (!isMap(test)) return [];
    const name = textOf(own(test, "test_name")) ?? Object.keys(test)[0];
    return name === undefined
      ? []
      : [{ name, arguments: testArguments(own(test, "test_name") ? test : own(test, name)) }];
  });
}

/** dbt 1.10 nests what it hands to the test under `arguments`. */
function testArguments(value: Plain | undefined): PlainMap {
  const given = mapOf(value);
  const { arguments: nested, ...direct } = given;
  return merged(direct, mapOf(nested));
}

/** A version's columns: those it takes over from the model by `include` and `exclude`, then its own. */
export function versionColumns(model: PlainMap, version: PlainMap, reading: ColumnReading): NodeColumn[] {
  const base = readColumns(model, reading);
  const entries = mapsOf(own(version, "columns"));
  if (!entries.length) return base;
  const filter = versionFilter(entries);
  const kept = new Map(
    base.filter(({ name }) => !filter || isIncluded(name, filter)).map((column) => [column.name, column]),
  );
  for (const column of readColumns(version, reading)) kept.set(column.name, column);
  return [...kept.values()];
}

export function versionFilter(entries: readonly PlainMap[]): PlainMap | undefined {
  return entries.find((entry) => own(entry, "include") !== undefined || own(entry, "exclude") !== undefined);
}

export function isIncluded(name: string, filter: PlainMap): boolean {
  const include = own(filter, "include") ?? "*";
  const all = include === "*" || include === "all";
  return (all || listOf(include).includes(name)) && !listOf(own(filter, "exclude")).includes(name);
}
