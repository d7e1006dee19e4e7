import type { LoadContext } from "@/server/dbt/context/load-context";
import type { DataTest } from "@/server/dbt/data-test";
import { mapOf, own } from "@/server/dbt/plain";
import { relationNames } from "@/server/dbt/project/naming";

/** A data test in the names and shapes of dbt's own manifest (v11). Its relation is named when it is asked for. */
export function manifestTest(context: LoadContext, test: DataTest) {
  const names = testNames(context, test);
  const { database, schema, alias } = names;
  const stores = own(test.config, "store_failures") === true;
  const common = {
    database,
    schema,
    name: test.name,
    resource_type: "test",
    package_name: test.packageName,
    path: test.path,
    original_file_path: test.originalFilePath,
    unique_id: test.uniqueId,
    fqn: test.fqn,
    alias,
    config: test.config,
    tags: test.tags,
    description: "",
    columns: {},
    meta: mapOf(own(test.config, "meta")),
    group: test.group,
    docs: { show: true, node_color: null },
    patch_path: null,
    unrendered_config: test.unrenderedConfig,
    relation_name: stores ? context.relationText({ database, schema, identifier: alias }) : null,
    raw_code: test.rawCode,
    language: "sql",
    refs: test.refs.map((ref) => ({ name: ref.name, package: ref.package, version: ref.version })),
    sources: test.sources.map((source) => [...source]),
    depends_on: { nodes: test.dependsOn },
    contract: { enforced: false, alias_types: true, checksum: null },
  };
  if (!test.generic) return common;
  const { name, namespace, kwargs, column, target } = test.generic;
  const section = target.kind === "source" ? `sources.${target.source}` : `${target.kind}s.${target.name}`;
  return {
    ...common,
    test_metadata: { name, kwargs, namespace },
    column_name: column,
    file_key_name: section,
    attached_node: test.attachedNode,
  };
}

function testNames(context: LoadContext, test: DataTest) {
  const { database, schema } = context.settings;
  const node = { ...test, resourceType: "test" as const, database, schema, alias: test.name };
  const project = context.projects.get(test.packageName) ?? context.root;
  return relationNames(context, node, test.config, project);
}
