import type { LoadContext } from "@/server/dbt/context/load-context";
import type { GenericTestFacts, TestTarget } from "@/server/dbt/data-test";
import {
  emptyMap,
  isMap,
  mapOf,
  mapsOf,
  merged,
  own,
  type Plain,
  type PlainMap,
  textOf,
  textsOf,
} from "@/server/dbt/plain";
import { messageOf } from "@/server/dbt/problems";
import { isIncluded, versionFilter } from "@/server/dbt/project/columns";
import { type PropertiesFile, propertiesScope } from "@/server/dbt/project/properties";
import { generatedNames, modelArgument, testHash } from "@/server/dbt/project/test-names";
import { type TestReading, testReading } from "@/server/dbt/project/test-reading";
import { renderNative } from "@/server/dbt/render-native";
import { versionFacts } from "@/server/dbt/versions";

/** A generic test as its properties file tells it: plain data, cached with the file. */
export interface DeclaredTest extends TestReading {
  name: string;
  alias: string;
  hash: string;
  facts: GenericTestFacts;
  tags: string[];
  /** Settings written with the test, in dbt's order. */
  settings: PlainMap;
}

/** Settings that are told apart from the arguments of a test's macro. */
const SETTINGS =
  "severity tags enabled where limit warn_if error_if fail_calc store_failures store_failures_as meta database schema alias".split(
    " ",
  );
const TEST_NAME = /^(?:([a-zA-Z_]\w*)\.)?([a-zA-Z_]\w*)/;

interface Where {
  context: LoadContext;
  file: PropertiesFile;
  target: TestTarget;
}

/** The tests of one entry of a properties file, or of one version of it: of its columns first, then of the whole. */
export function declaredTests(
  context: LoadContext,
  file: PropertiesFile,
  target: TestTarget,
  entry: PlainMap,
  version: PlainMap | null,
): DeclaredTest[] {
  const where = { context, file, target };
  const ofColumns = columnEntries(entry, version).flatMap((column) => columnTests(where, entry, column));
  const whole = version && testList(version) !== undefined ? version : entry;
  return [...ofColumns, ...testsIn(where, whole, null, [])];
}

/** The tests of a source's table. What is said of the source counts for its tables. */
export function sourceTests(
  context: LoadContext,
  file: PropertiesFile,
  source: PlainMap,
  table: PlainMap,
): DeclaredTest[] {
  const [name, tableName] = [textOf(own(source, "name")) ?? "", textOf(own(table, "name")) ?? ""];
  const where = { context, file, target: { kind: "source" as const, source: name, table: tableName } };
  const tags = [...textsOf(own(source, "tags")), ...textsOf(own(table, "tags"))];
  const quoting = own(mapOf(own(table, "quoting")), "column") ?? own(mapOf(own(source, "quoting")), "column");
  const parent = merged(table, { quote_columns: quoting ?? null });
  const ofColumns = mapsOf(own(table, "columns")).flatMap((column) => columnTests(where, parent, column, tags));
  return [...ofColumns, ...testsIn(where, table, null, tags)];
}

function columnTests(where: Where, parent: PlainMap, column: PlainMap, tags: readonly string[] = []): DeclaredTest[] {
  const name = textOf(own(column, "name"));
  if (name === null) return [];
  const { quote } = where.context.adapter;
  const isQuoted = own(column, "quote") ?? own(parent, "quote_columns");
  const written = isQuoted === true ? `${quote}${name}${quote}` : name;
  const { unknownColumnKeys } = versionFacts(where.context.settings.dbtVersion);
  const config = unknownColumnKeys.includes("config") ? emptyMap() : mapOf(own(column, "config"));
  return testsIn(where, column, written, [...tags, ...textsOf(own(column, "tags")), ...textsOf(own(config, "tags"))]);
}

function columnEntries(entry: PlainMap, version: PlainMap | null): PlainMap[] {
  const base = mapsOf(own(entry, "columns"));
  if (!version) return base;
  const own_ = mapsOf(own(version, "columns"));
  const filter = versionFilter(own_);
  const kept = base.filter((column) => !filter || isIncluded(textOf(own(column, "name")) ?? "", filter));
  return [...kept, ...own_.filter((column) => textOf(own(column, "name")) !== null)];
}

function testList(entry: PlainMap): Plain | undefined {
  return own(entry, "data_tests") ?? own(entry, "tests");
}

function testsIn(where: Where, entry: PlainMap, column: string | null, tags: readonly string[]): DeclaredTest[] {
  const tests = testList(entry);
  return (Array.isArray(tests) ? tests : []).flatMap((test) => {
    const written = writtenTest(test);
    return written ? [declare(where, written, column, tags)] : [];
  });
}

/** A test is a name, a map from its name to its arguments, or a map that names it with `test_name`. */
function writtenTest(test: Plain): { name: string; args: PlainMap } | null {
  if (typeof test === "string") return { name: test, args: {} };
  if (!isMap(test)) return null;
  const named = textOf(own(test, "test_name"));
  const { test_name, ...rest } = test;
  const name = named ?? Object.keys(test)[0];
  if (name === undefined) return null;
  // Since dbt 1.10 what the macro is given may lie under `arguments`.
  const { arguments: nested, ...args } = named === null ? mapOf(own(test, name)) : rest;
  return { name, args: merged(args, mapOf(nested)) };
}

function declare(
  where: Where,
  written: { name: string; args: PlainMap },
  column: string | null,
  tags: readonly string[],
): DeclaredTest {
  const { context, file, target } = where;
  const [, namespace = null, name = written.name] = TEST_NAME.exec(written.name) ?? [];
  const { settings, args, givenName } = splitSettings(where, written.args);
  const named = column === null ? args : { ...args, column_name: column };
  const kwargs = { ...named, model: modelArgument(target) };
  const facts: GenericTestFacts = { name, namespace, kwargs, target, column };
  const names =
    givenName === null ? generatedNames(name, namespace, target, kwargs) : { full: givenName, short: givenName };
  if (names.short !== names.full && own(settings, "alias") === undefined) settings.alias = names.short;
  const ownTags = textsOf(own(settings, "tags"));
  return {
    name: names.full,
    alias: names.short,
    hash: testHash(names.full, facts),
    facts,
    settings,
    tags: [...new Set([...tags, ...ownTags])].sort(),
    ...testReading(context, file.project, { name: names.full, fqn: [], facts, settings }),
  };
}

/** Takes the settings out of a test's arguments, from beside them or from `config`, and renders them. */
function splitSettings({ context, file }: Where, written: PlainMap) {
  const { config, name, ...args } = written;
  if (versionFacts(context.settings.dbtVersion).testsHaveDescriptions) delete args.description;
  const [inConfig, settings] = [mapOf(config), {} as PlainMap];
  const scope = propertiesScope(context, file.project);
  for (const key of SETTINGS) {
    const beside = own(args, key);
    delete args[key];
    const isSet = beside !== undefined && beside !== null && beside !== false && beside !== "" && beside !== 0;
    const value = !isSet && isMap(config) ? own(inConfig, key) : beside;
    if (value === undefined || value === null) continue;
    settings[key] = typeof value === "string" ? rendered(value) : value;
  }
  function rendered(text: string): Plain {
    try {
      return renderNative(text, context.interpreter, scope);
    } catch (error) {
      context.problems.warn("render-failed", `tests: ${messageOf(error)}`, { file: file.entry.path });
      return text;
    }
  }
  return { settings, args, givenName: textOf(name) };
}
