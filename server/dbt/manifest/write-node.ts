import type { DbtNode, NodeColumn, SourceTable } from "@/server/dbt/node";
import type { DbtVersion } from "@/server/dbt/settings";
import { versionFacts } from "@/server/dbt/versions";

/** A node in the names and shapes of dbt's own manifest: v11, or v12 with what the version says of columns. */
export function manifestNode(node: DbtNode, version: DbtVersion = "1.7") {
  const common = {
    database: node.database,
    schema: node.schema,
    name: node.name,
    resource_type: node.resourceType,
    package_name: node.packageName,
    path: node.path,
    original_file_path: node.originalFilePath,
    unique_id: node.uniqueId,
    fqn: node.fqn,
    alias: node.alias,
    config: node.config,
    tags: node.tags,
    description: node.description,
    ...(versionFacts(version).docBlocks ? { doc_blocks: node.docBlocks } : {}),
    columns: manifestColumns(node.columns, version),
    meta: node.meta,
    group: node.group,
    docs: { show: node.docs.show, node_color: node.docs.nodeColor },
    patch_path: node.patchPath,
    unrendered_config: node.unrenderedConfig,
    relation_name: node.relationName,
    raw_code: node.rawCode,
    depends_on: node.resourceType === "seed" ? {} : { nodes: node.dependsOn },
  };
  if (node.resourceType === "seed") return common;
  const contract = {
    enforced: node.contract.enforced,
    alias_types: node.contract.aliasTypes,
    checksum: node.contract.checksum,
  };
  const sql = {
    ...common,
    language: node.language,
    refs: node.refs.map(({ name, package: packageName, version }) => ({ name, package: packageName, version })),
    sources: node.sources.map((source) => [...source]),
    contract,
  };
  if (node.resourceType === "snapshot") return sql;
  return {
    ...sql,
    access: node.access,
    constraints: node.constraints,
    version: node.version,
    latest_version: node.latestVersion,
    deprecation_date: node.deprecationDate,
    ...(versionFacts(version).timeSpines ? { time_spine: node.timeSpine } : {}),
  };
}

function manifestColumns(columns: readonly NodeColumn[], version: DbtVersion) {
  const { columnFields, docBlocks: hasBlocks } = versionFacts(version);
  return Object.fromEntries(
    columns.map(({ name, description, meta, dataType, constraints, quote, tags, docBlocks, extra }) => {
      const granularity = columnFields.includes("granularity") ? { granularity: null } : {};
      const config = columnFields.includes("config") ? { config: { meta, tags } } : {};
      const rest = { name, description, meta, data_type: dataType, constraints, quote, tags };
      return [name, { ...granularity, ...extra, ...rest, ...config, ...(hasBlocks ? { doc_blocks: docBlocks } : {}) }];
    }),
  );
}

export function manifestSource(table: SourceTable, version: DbtVersion = "1.7") {
  const facts = versionFacts(version);
  const part = (name: string) => (Object.hasOwn(table.quoting, name) ? (table.quoting[name] ?? null) : null);
  return {
    database: table.database,
    schema: table.schema,
    name: table.name,
    resource_type: "source",
    package_name: table.packageName,
    path: table.originalFilePath,
    original_file_path: table.originalFilePath,
    unique_id: table.uniqueId,
    fqn: table.fqn,
    source_name: table.sourceName,
    source_description: table.sourceDescription,
    loader: table.loader,
    freshness: table.freshness,
    loaded_at_field: table.loadedAtField,
    ...(facts.sourceConfig === "all" ? { loaded_at_query: table.loadedAtQuery } : {}),
    identifier: table.identifier,
    quoting: {
      database: part("database"),
      schema: part("schema"),
      identifier: part("identifier"),
      column: part("column"),
    },
    description: table.description,
    ...(facts.docBlocks ? { doc_blocks: table.docBlocks } : {}),
    columns: manifestColumns(table.columns, version),
    meta: table.meta,
    source_meta: table.sourceMeta,
    tags: table.tags,
    config: table.config,
    relation_name: table.relationName,
  };
}
