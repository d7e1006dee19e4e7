import type { ModelColumn, Provenance, Unexpanded } from "@/server/dbt/columns/model-columns";
import type { DbtNode, NodeColumn } from "@/server/dbt/node";

/** A column with what is documented of it. */
export function describe(name: string, columns: readonly NodeColumn[], provenance: Provenance): ModelColumn {
  const same = columns.find((column) => column.name.toLowerCase() === name.toLowerCase());
  return { name, dataType: same?.dataType ?? null, description: same?.description ?? "", provenance };
}

/** All columns of a node, as something that knows them tells. */
export function told(
  node: DbtNode,
  known: readonly { name: string; dataType: string | null }[],
  provenance: Provenance,
): Unexpanded {
  const columns = known.map(({ name, dataType }) => {
    const column = describe(name, node.columns, provenance);
    return { ...column, dataType: dataType ?? column.dataType };
  });
  return { columns, complete: true, provenance, assumedSources: [] };
}

/** All that is left is documentation, which is often partial. */
export function documented(node: DbtNode): Unexpanded {
  const columns = node.columns.map(({ name }) => describe(name, node.columns, "properties"));
  return { columns, complete: false, provenance: "properties", assumedSources: [] };
}
