import type { LoadContext } from "@/server/dbt/context/load-context";
import type { DataTest } from "@/server/dbt/data-test";
import { foldersOf, joinPath, stemOf } from "@/server/dbt/files";
import type { DbtNode } from "@/server/dbt/node";
import { emptyMap, merged, own, type PlainMap, textsOf } from "@/server/dbt/plain";
import { defaultConfig } from "@/server/dbt/project/config";
import type { DeclaredTest } from "@/server/dbt/project/declared-tests";
import type { ProjectDefinition } from "@/server/dbt/project/definition";
import { cachedParse, type Found, filesIn } from "@/server/dbt/project/discover-nodes";
import { fileTests } from "@/server/dbt/project/file-tests";
import { type ConfigInput, nodeConfig, unrenderedConfig } from "@/server/dbt/project/node-config";
import type { NodeIndex } from "@/server/dbt/project/node-index";
import { parseSqlNode } from "@/server/dbt/project/parse-node";
import type { PropertiesFile } from "@/server/dbt/project/properties";
import type { Sources } from "@/server/dbt/project/sources";
import { TestLookups } from "@/server/dbt/project/test-lookups";
import { testRawCode } from "@/server/dbt/project/test-reading";

export interface DeclaredIn {
  file: PropertiesFile;
  test: DeclaredTest;
}

/** What tests are read with besides their own files. */
export interface TestsKnown {
  index: NodeIndex;
  sources: Sources;
  contextKey: string;
}

/** Every data test of the project, by unique id: those of properties files, then those with files of their own. */
export function dataTests(
  context: LoadContext,
  files: readonly PropertiesFile[],
  known: TestsKnown,
): Map<string, DataTest> {
  const tests = new Map<string, DataTest>();
  const add = (test: DataTest) => {
    if (!tests.has(test.uniqueId)) tests.set(test.uniqueId, test);
  };
  const lookups = new TestLookups(known.index, known.sources);
  for (const file of files) for (const test of declaredIn(context, file, known, lookups)) add(test);
  for (const { file, test } of known.sources.tests()) add(settled(genericTest(context, file, test, lookups), lookups));
  for (const test of singularTestsOf(context, known)) add(test);
  return tests;
}

/** The tests that a properties file declares on models, seeds and snapshots. */
export function* declaredIn(
  context: LoadContext,
  file: PropertiesFile,
  { index, sources, contextKey }: TestsKnown,
  lookups = new TestLookups(index, sources),
): Generator<DataTest> {
  for (const test of fileTests(context, file, contextKey))
    yield settled(genericTest(context, file, test, lookups), lookups);
}

/** The tests that have files of their own. */
export function* singularTestsOf(context: LoadContext, { index, sources, contextKey }: TestsKnown) {
  const lookups = new TestLookups(index, sources);
  for (const project of context.projects.values())
    for (const test of singularTests(context, project, contextKey)) yield settled(test, lookups);
}

function genericTest(context: LoadContext, file: PropertiesFile, test: DeclaredTest, lookups: TestLookups): DataTest {
  const { project, entry, originalFilePath } = file;
  const fqn = [project.name, ...foldersOf(joinPath(originalFilePath) ?? "").slice(1), test.name];
  const input = configInput(project, fqn, test.configCall);
  const attached = attachedNode(test, project, lookups);
  return {
    uniqueId: `test.${project.name}.${test.name}.${test.hash}`,
    name: test.name,
    packageName: project.name,
    path: `${test.alias}.sql`,
    originalFilePath,
    file: entry.path,
    fqn,
    rawCode: testRawCode(test.facts, test.settings),
    generic: test.facts,
    ...configured(context, input, test.tags),
    alias: test.alias,
    refs: test.refs,
    sources: test.sources,
    dependsOn: [],
    attachedNode: attached?.uniqueId ?? null,
    group: attached?.group ?? null,
    unknownMacros: test.unknownMacros,
  };
}

function attachedNode(
  { facts: { target } }: DeclaredTest,
  project: ProjectDefinition,
  lookups: TestLookups,
): DbtNode | null {
  if (target.kind === "source") return null;
  const ref = { name: target.name, package: project.name, version: target.version };
  return lookups.node(ref, project.name) ?? lookups.disabled({ ...ref, package: null, version: null }, project.name);
}

function* singularTests(context: LoadContext, project: ProjectDefinition, contextKey: string): Generator<DataTest> {
  for (const found of filesIn(context, project, project.paths.tests, [".sql"])) {
    if (found.path.startsWith("generic/")) continue;
    const name = stemOf(found.path);
    const fqn = [project.name, ...foldersOf(found.path), name];
    yield singularTest(context, project, found, { name, fqn, contextKey });
  }
}

function singularTest(
  context: LoadContext,
  project: ProjectDefinition,
  { entry, path, originalFilePath }: Found,
  { name, fqn, contextKey }: { name: string; fqn: string[]; contextKey: string },
): DataTest {
  const input = { project, type: "test" as const, name, fqn, path, originalFilePath, entry };
  const key = `test:${contextKey}:${entry.path}:${entry.blobId}`;
  const read = () => context.files.read(entry).trim();
  const parsed = cachedParse(context, key, () => parseSqlNode(context, { ...input, rawCode: read() }));
  const { code, message, line } = parsed.problem ?? { code: null, message: "", line: null };
  const uniqueId = `test.${project.name}.${name}`;
  if (code !== null)
    context.problems.add(code === "render-failed" ? "warning" : "error", code, message, { file: entry.path, line });
  return {
    uniqueId,
    name,
    alias: name,
    packageName: project.name,
    path,
    originalFilePath,
    file: entry.path,
    fqn,
    rawCode: code === "file-unreadable" ? "" : read(),
    generic: null,
    ...configured(context, configInput(project, fqn, parsed.configCall), []),
    refs: parsed.refs,
    sources: parsed.sources,
    dependsOn: [],
    attachedNode: null,
    group: null,
    unknownMacros: parsed.unknownMacros,
  };
}

function configInput(project: ProjectDefinition, fqn: string[], call: PlainMap): ConfigInput {
  return { project, type: "test", language: "sql", fqn, patch: emptyMap(), call };
}

function configured(context: LoadContext, input: ConfigInput, tags: readonly string[]) {
  // Most tests have no settings at all, and share what follows from that.
  const isPlain = ![input.project, context.root].some(({ configs }) => Object.keys(configs.tests).length);
  if (isPlain && !Object.keys(input.call).length)
    return { config: defaultConfig("test", "sql"), unrenderedConfig: emptyMap(), enabled: true, tags: [...tags] };
  const config = withStoring(nodeConfig(context, input));
  return {
    config,
    unrenderedConfig: unrenderedConfig(context, input),
    enabled: own(config, "enabled") !== false,
    tags: [...new Set([...tags, ...textsOf(own(config, "tags"))])],
  };
}

/** How failures are stored and whether they are, told by one of the two keys. */
function withStoring(config: PlainMap): PlainMap {
  const [as, whether] = [own(config, "store_failures_as"), own(config, "store_failures")];
  if (as !== null && as !== undefined) return merged(config, { store_failures: as !== "ephemeral" });
  if (typeof whether !== "boolean") return config;
  return merged(config, { store_failures_as: whether ? "table" : "ephemeral" });
}

/** Finds what a test depends on. One that refers to something that is not there is switched off, as dbt does it. */
function settled(test: DataTest, lookups: TestLookups): DataTest {
  const found = [
    ...test.sources.map(([source, table]) => lookups.source(source, table, test.packageName)),
    ...test.refs.map((ref) => lookups.node(ref, test.packageName)),
  ];
  const dependsOn = [...new Set(found.flatMap((each) => (each ? [each.uniqueId] : [])))];
  if (!found.includes(null)) return { ...test, dependsOn };
  return { ...test, dependsOn, enabled: false, config: merged(test.config, { enabled: false }) };
}
