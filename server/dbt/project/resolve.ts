import type { LoadContext } from "@/server/dbt/context/load-context";
import type { DbtNode, Ref } from "@/server/dbt/node";
import type { NodeIndex } from "@/server/dbt/project/node-index";
import type { Sources } from "@/server/dbt/project/sources";

/** Turns references into dependencies; what names nothing enabled is kept as unresolved and reported. */
export function resolveNode(context: LoadContext, node: DbtNode, index: NodeIndex, sources: Sources): void {
  const dependsOn = new Set<string>();
  const at = { file: node.file, uniqueId: node.uniqueId };
  for (const source of node.sources) {
    const table = sources.find(source[0], source[1], node.packageName);
    if (table) dependsOn.add(table.uniqueId);
    else {
      node.unresolved.push(source);
      context.problems.warn("source-unresolved", `the source ${source[0]}.${source[1]} is not declared`, at);
    }
  }
  for (const ref of node.refs) {
    const target = index.find(ref, node.packageName);
    if (target) dependsOn.add(target.uniqueId);
    else {
      node.unresolved.push(ref);
      reportRef(context, node, ref, index);
    }
  }
  node.dependsOn = [...dependsOn];
}

function reportRef(context: LoadContext, node: DbtNode, ref: Ref, index: NodeIndex): void {
  const at = { file: node.file, uniqueId: node.uniqueId };
  const isDisabled = index.findDisabled(ref, node.packageName) !== null;
  if (isDisabled) context.problems.warn("ref-disabled", `${refText(ref)} names a disabled node`, at);
  else context.problems.warn("ref-unresolved", `${refText(ref)} names nothing in the project`, at);
}

export function refText({ name, package: packageName, version }: Ref): string {
  const names = packageName === null ? `'${name}'` : `'${packageName}', '${name}'`;
  return `ref(${names}${version === null ? "" : `, v=${version}`})`;
}

/** Reports each circle of dependencies once. */
export function reportCycles(context: LoadContext, nodes: ReadonlyMap<string, DbtNode>): void {
  const done = new Set<string>();
  for (const start of nodes.keys()) {
    if (done.has(start)) continue;
    const path: string[] = [];
    const onPath = new Set<string>();
    const stack: { id: string; next: number }[] = [{ id: start, next: 0 }];
    while (stack.length) {
      const top = stack.at(-1);
      if (!top) break;
      if (top.next === 0) {
        path.push(top.id);
        onPath.add(top.id);
      }
      const child = nodes.get(top.id)?.dependsOn[top.next++];
      if (child === undefined) {
        stack.pop();
        path.pop();
        onPath.delete(top.id);
        done.add(top.id);
      } else if (onPath.has(child)) reportCycle(context, nodes, [...path.slice(path.indexOf(child)), child]);
      else if (!done.has(child) && nodes.has(child)) stack.push({ id: child, next: 0 });
    }
  }
}

function reportCycle(context: LoadContext, nodes: ReadonlyMap<string, DbtNode>, ids: string[]): void {
  const first = nodes.get(ids[0] ?? "");
  const message = `models depend on each other in a circle: ${ids.slice(0, 20).join(" → ")}`;
  context.problems.error("cycle", message, { file: first?.file ?? null, uniqueId: first?.uniqueId ?? null });
}
