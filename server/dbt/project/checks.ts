import type { LoadContext } from "@/server/dbt/context/load-context";
import type { DbtNode } from "@/server/dbt/node";

/** What dbt refuses about a project as a whole, as problems: equal names, equal relations, half-versioned models. */
export function checkProject(context: LoadContext, all: readonly DbtNode[]): void {
  const enabled = all.filter((node) => node.enabled);
  duplicates(
    enabled,
    (node) => node.uniqueId,
    (nodes) =>
      report(context, "duplicate-name", `${nodes.length} files define ${nodes[0]?.uniqueId}: ${files(nodes)}`, nodes),
  );
  const relations = enabled.filter((node) => node.relationName !== null);
  duplicates(
    relations,
    (node) => node.relationName ?? "",
    (nodes) => {
      if (new Set(nodes.map(({ uniqueId }) => uniqueId)).size > 1)
        report(
          context,
          "ambiguous-relation",
          `${nodes.length} nodes are all named ${nodes[0]?.relationName}: ${files(nodes)}`,
          nodes,
        );
    },
  );
  const models = enabled.filter((node) => node.resourceType === "model");
  duplicates(
    models,
    (node) => `${node.packageName}.${node.name}`,
    (nodes) => {
      const isMixed = nodes.some(({ version }) => version === null) && nodes.some(({ version }) => version !== null);
      if (isMixed)
        report(
          context,
          "duplicate-name",
          `the model '${nodes[0]?.name}' exists with and without a version: ${files(nodes)}`,
          nodes,
        );
    },
  );
}

function duplicates(
  nodes: readonly DbtNode[],
  keyOf: (node: DbtNode) => string,
  onFound: (nodes: DbtNode[]) => void,
): void {
  const byKey = new Map<string, DbtNode[]>();
  for (const node of nodes) {
    const list = byKey.get(keyOf(node));
    if (list) list.push(node);
    else byKey.set(keyOf(node), [node]);
  }
  for (const list of byKey.values()) if (list.length > 1) onFound(list);
}

function files(nodes: readonly DbtNode[]): string {
  return nodes
    .slice(0, 10)
    .map(({ file }) => file)
    .join(", ");
}

function report(
  context: LoadContext,
  code: "duplicate-name" | "ambiguous-relation",
  message: string,
  nodes: readonly DbtNode[],
): void {
  const last = nodes.at(-1);
  context.problems.error(code, message, { file: last?.file ?? null, uniqueId: last?.uniqueId ?? null });
}
