import { severityOf } from "@/server/dbt/data-test";
import type { ColumnTest, DbtNode, NodeColumn, NodeTest, Ref, ResourceType, SourceRef } from "@/server/dbt/node";
import { isMap, listOf, mapOf, own, type Plain, type PlainMap, textOf, textsOf } from "@/server/dbt/plain";

interface ManifestTest {
  column: string | null;
  /** `null` for a singular test. */
  test: ColumnTest | null;
  listed: NodeTest;
}

/** Data tests of a manifest by the nodes they concern. */
export type TestsByNode = Map<string, ManifestTest[]>;

export function readTestsByNode(nodes: PlainMap): TestsByNode {
  const out: TestsByNode = new Map();
  for (const id of Object.keys(nodes)) {
    const node = mapOf(own(nodes, id));
    if (own(node, "resource_type") !== "test") continue;
    const [metadata, attached] = [own(node, "test_metadata"), textOf(own(node, "attached_node"))];
    const entry = readTest(id, node, isMap(metadata) ? metadata : null);
    const concerned = isMap(metadata) ? [attached] : textsOf(own(mapOf(own(node, "depends_on")), "nodes"));
    for (const uniqueId of concerned) if (uniqueId !== null) out.set(uniqueId, [...(out.get(uniqueId) ?? []), entry]);
  }
  return out;
}

function readTest(uniqueId: string, node: PlainMap, metadata: PlainMap | null): ManifestTest {
  const [name, namespace] = [textOf(own(metadata ?? {}, "name")) ?? "", textOf(own(metadata ?? {}, "namespace"))];
  const { column_name, model, ...args } = mapOf(own(metadata ?? {}, "kwargs"));
  const test = metadata && { name: namespace === null ? name : `${namespace}.${name}`, arguments: args };
  const column = textOf(own(node, "column_name")) ?? textOf(column_name);
  const listed: NodeTest = {
    uniqueId,
    name: textOf(own(node, "name")) ?? uniqueId,
    test: test?.name ?? null,
    column,
    arguments: args,
    severity: severityOf(mapOf(own(node, "config"))),
    enabled: true,
    file: "",
  };
  return { column, test, listed };
}

export function readNode(uniqueId: string, node: PlainMap, tests: TestsByNode, enabled: boolean): DbtNode {
  const text = (key: string): string | null => textOf(own(node, key));
  const config = mapOf(own(node, "config"));
  const name = text("name") ?? uniqueId;
  const attached = tests.get(uniqueId) ?? [];
  const timeSpine = own(node, "time_spine");
  const docs = mapOf(own(node, "docs"));
  return {
    uniqueId,
    resourceType: (text("resource_type") ?? "model") as ResourceType,
    name,
    packageName: text("package_name") ?? "",
    path: text("path") ?? "",
    originalFilePath: (text("original_file_path") ?? "").replaceAll("\\", "/"),
    file: (text("original_file_path") ?? "").replaceAll("\\", "/"),
    blobId: "",
    fqn: textsOf(own(node, "fqn")),
    language: text("language") === "python" ? "python" : "sql",
    rawCode: text("raw_code") ?? "",
    config,
    unrenderedConfig: mapOf(own(node, "unrendered_config")),
    enabled,
    materialized: textOf(own(config, "materialized")) ?? "view",
    database: text("database"),
    schema: text("schema") ?? "",
    alias: text("alias") ?? name,
    relationName: text("relation_name"),
    relationProblem: null,
    tags: textsOf(own(node, "tags")),
    meta: mapOf(own(node, "meta")),
    group: text("group"),
    access: text("access") ?? "protected",
    docs: { show: own(docs, "show") !== false, nodeColor: textOf(own(docs, "node_color")) },
    description: text("description") ?? "",
    docBlocks: textsOf(own(node, "doc_blocks")),
    columns: readColumns(mapOf(own(node, "columns")), attached),
    tests: attached.filter(({ column }) => column === null).flatMap(({ test }) => test ?? []),
    dataTests: attached.map(({ listed }) => listed),
    constraints: listOf(own(node, "constraints")),
    contract: readContract(mapOf(own(node, "contract"))),
    version: versionOf(own(node, "version")),
    latestVersion: versionOf(own(node, "latest_version")),
    deprecationDate: text("deprecation_date"),
    timeSpine: isMap(timeSpine) ? timeSpine : null,
    patchPath: text("patch_path"),
    refs: readRefs(own(node, "refs")),
    sources: readSources(own(node, "sources")),
    dependsOn: textsOf(own(mapOf(own(node, "depends_on")), "nodes")),
    unresolved: [],
    unknownMacros: [],
    partiallyParsed: false,
  };
}

const KNOWN = new Set("name description doc_blocks meta data_type constraints quote tags".split(" "));

function readColumns(columns: PlainMap, tests: readonly ManifestTest[]): NodeColumn[] {
  return Object.keys(columns).map((key) => {
    const column = mapOf(own(columns, key));
    const name = textOf(own(column, "name")) ?? key;
    const quote = own(column, "quote");
    return {
      name,
      description: textOf(own(column, "description")) ?? "",
      docBlocks: textsOf(own(column, "doc_blocks")),
      dataType: textOf(own(column, "data_type")),
      meta: mapOf(own(column, "meta")),
      tags: textsOf(own(column, "tags")),
      quote: typeof quote === "boolean" ? quote : null,
      constraints: listOf(own(column, "constraints")),
      tests: tests
        .filter((entry) => entry.column?.toLowerCase() === name.toLowerCase())
        .flatMap(({ test }) => test ?? []),
      extra: Object.fromEntries(Object.entries(column).filter(([field]) => !KNOWN.has(field))),
    };
  });
}

function readContract(contract: PlainMap): DbtNode["contract"] {
  return {
    enforced: own(contract, "enforced") === true,
    aliasTypes: own(contract, "alias_types") !== false,
    checksum: textOf(own(contract, "checksum")),
  };
}

function versionOf(value: Plain | undefined): string | number | null {
  return typeof value === "number" || typeof value === "string" ? value : null;
}

/** Before version 10 a reference was a list of names, since then it is a map. */
function readRefs(value: Plain | undefined): Ref[] {
  return listOf(value).flatMap((ref) => {
    if (isMap(ref))
      return [
        {
          name: textOf(own(ref, "name")) ?? "",
          package: textOf(own(ref, "package")),
          version: versionOf(own(ref, "version")),
        },
      ];
    const names = textsOf(ref);
    return names.length
      ? [{ name: names.at(-1) ?? "", package: names.length > 1 ? (names[0] ?? null) : null, version: null }]
      : [];
  });
}

function readSources(value: Plain | undefined): SourceRef[] {
  return listOf(value).flatMap((source) => {
    const [name, table] = textsOf(source);
    return name !== undefined && table !== undefined ? [[name, table] as const] : [];
  });
}
