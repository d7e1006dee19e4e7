import { authorize, type Ctx } from "@/server/core/ctx";
import { NotFoundError } from "@/server/core/errors";
import type { NeighbourNode } from "./get-model";
import { requireProject } from "./require-project";
import type { NodeState } from "./schema";

export interface LineageNode extends NeighbourNode {
  /** Steps from the node that was asked for: negative for what it is made from. */
  readonly distance: number;
}

export interface Lineage {
  readonly nodes: readonly LineageNode[];
  readonly edges: readonly { readonly from: string; readonly to: string }[];
  /** Whether there is more beyond the depth or the limit. */
  readonly truncated: boolean;
}

const mostNodes = 500;

interface Row {
  uniqueId: string;
  resourceType: string;
  name: string;
  materialized: string;
  state: string;
  dependsOn: string[];
}

/** What a node is made from and what is made from it, up to `depth` steps either way. Throws NotFoundError. */
export async function getLineage(
  ctx: Ctx,
  input: { projectId: string; uniqueId: string; depth: number },
): Promise<Lineage> {
  authorize(ctx, "workspace:read");
  await requireProject(ctx, input.projectId);
  const rows = await ctx.db.$queryRaw<Row[]>`
    SELECT "uniqueId", "resourceType", name, materialized, state, "dependsOn" FROM "DbtNode"
    WHERE "projectId" = ${input.projectId}`;
  const byId = new Map(rows.map((row) => [row.uniqueId, row]));
  if (!byId.has(input.uniqueId)) throw new NotFoundError("dbt model", input.uniqueId);
  const children = childrenOf(rows);
  const up = walk(input, (id) => byId.get(id)?.dependsOn.filter((parent) => byId.has(parent)) ?? []);
  const down = walk(input, (id) => children.get(id) ?? []);
  const distances = new Map<string, number>([...down.found]);
  for (const [id, steps] of up.found) if (steps > 0 && !distances.has(id)) distances.set(id, -steps);
  const nodes = [...distances].flatMap(([id, distance]) => {
    const row = byId.get(id);
    if (!row) return [];
    const { dependsOn: _, ...shown } = row;
    return [{ ...shown, state: row.state as NodeState, distance }];
  });
  const edges = nodes.flatMap(({ uniqueId }) =>
    (byId.get(uniqueId)?.dependsOn ?? [])
      .filter((parent) => distances.has(parent))
      .map((parent) => ({ from: parent, to: uniqueId })),
  );
  return { nodes, edges, truncated: up.truncated || down.truncated };
}

function childrenOf(rows: readonly Row[]): Map<string, string[]> {
  const children = new Map<string, string[]>();
  for (const { uniqueId, dependsOn } of rows)
    for (const parent of dependsOn) {
      const list = children.get(parent);
      if (list) list.push(uniqueId);
      else children.set(parent, [uniqueId]);
    }
  return children;
}

/** Breadth first, so that what is nearest is there when the limit is reached. Cycles end by themselves. */
function walk(
  { uniqueId, depth }: { uniqueId: string; depth: number },
  next: (id: string) => readonly string[],
): { found: Map<string, number>; truncated: boolean } {
  const found = new Map([[uniqueId, 0]]);
  let edge = [uniqueId];
  for (let step = 1; edge.length > 0; step++) {
    const beyond = edge.flatMap(next).filter((id) => !found.has(id));
    if (beyond.length === 0) break;
    if (step > depth || found.size >= mostNodes) return { found, truncated: true };
    const fresh = [...new Set(beyond)].slice(0, mostNodes - found.size);
    for (const id of fresh) found.set(id, step);
    edge = fresh;
  }
  return { found, truncated: false };
}
