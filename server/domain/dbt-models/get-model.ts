import { authorize, type Ctx } from "@/server/core/ctx";
import { NotFoundError } from "@/server/core/errors";
import type { ModelColumns } from "@/server/dbt/columns/model-columns";
import type { DbtNode } from "@/server/dbt/node";
import type { Problem } from "@/server/dbt/problems";
import { findReverseEtlUses, type ReverseEtlUse } from "./find-uses";
import { type ShownTest, testsOf } from "./model-tests";
import { requireProject } from "./require-project";
import type { NodeState } from "./schema";
import { type WarehouseView, withWarehouse } from "./warehouse-columns";

export interface NeighbourNode {
  readonly uniqueId: string;
  readonly resourceType: string;
  readonly name: string;
  readonly materialized: string;
  readonly state: NodeState;
}

export interface ModelDetail {
  readonly uniqueId: string;
  readonly resourceType: string;
  readonly name: string;
  readonly packageName: string;
  readonly description: string;
  readonly state: NodeState;
  readonly stateReason: string | null;
  readonly materialized: string;
  readonly access: string;
  readonly group: string | null;
  readonly tags: readonly string[];
  readonly meta: unknown;
  readonly config: unknown;
  readonly version: string | null;
  readonly isLatest: boolean;
  readonly deprecationDate: string | null;
  readonly relation: {
    readonly name: string | null;
    readonly database: string | null;
    readonly schema: string;
    readonly identifier: string;
  };
  /** As the warehouse described them, where it did. */
  readonly columns: ModelColumns;
  /** Null while the warehouse was not asked, or was asked about another relation name. */
  readonly warehouse: WarehouseView | null;
  readonly tests: readonly ShownTest[];
  readonly contractEnforced: boolean;
  /** The file as it was at the commit in force, and where it is. */
  readonly code: { readonly file: string; readonly language: string; readonly text: string; readonly commit: string };
  readonly compiledSql: string | null;
  readonly compileProblem: string | null;
  readonly problems: readonly Problem[];
  readonly parents: readonly NeighbourNode[];
  readonly children: readonly NeighbourNode[];
  /** References that name nothing in the project. */
  readonly missing: readonly string[];
  readonly usedBy: readonly ReverseEtlUse[];
}

/** One model, seed, snapshot or source with all that is known of it. Throws NotFoundError. */
export async function getModel(ctx: Ctx, input: { projectId: string; uniqueId: string }): Promise<ModelDetail> {
  authorize(ctx, "workspace:read");
  const project = await requireProject(ctx, input.projectId);
  const { projectId, uniqueId } = input;
  const where = { projectId_uniqueId: { projectId, uniqueId } };
  const [row, description] = await Promise.all([
    ctx.db.dbtNode.findUnique({ where }),
    ctx.db.dbtDescription.findUnique({ where }),
  ]);
  if (!row) throw new NotFoundError("dbt model", uniqueId);
  const node = row.node as unknown as StoredNode;
  const relation = {
    name: row.relationName,
    database: node.database,
    schema: node.schema,
    identifier: node.alias ?? node.identifier ?? row.name,
  };
  const { parents, children } = await neighbours(ctx, { projectId, uniqueId }, row.dependsOn);
  const { resourceType, name, packageName, materialized, access, group, tags, version, isLatest } = row;
  return {
    ...{ uniqueId, resourceType, name, packageName, materialized, access, group, tags, version, isLatest },
    description: node.description ?? "",
    state: row.state as NodeState,
    stateReason: row.stateReason,
    meta: node.meta ?? {},
    config: node.config ?? {},
    deprecationDate: node.deprecationDate ?? null,
    relation,
    ...withWarehouse(row.columns as unknown as ModelColumns, row.relationName, description),
    tests: testsOf(node),
    contractEnforced: node.contract?.enforced ?? false,
    code: {
      file: row.file,
      language: node.language ?? "yaml",
      text: node.rawCode ?? "",
      commit: project.commit ?? "",
    },
    compiledSql: row.compiledSql,
    compileProblem: node.compileProblem ?? null,
    problems: row.problems as unknown as Problem[],
    parents,
    children,
    missing: (node.unresolved ?? []).map((each) => ("name" in each ? each.name : each.join("."))),
    usedBy: row.relationName === null ? [] : await findReverseEtlUses(ctx, project.sourceId, relation),
  };
}

/** A node as it was stored: a source table has fewer facts. */
type StoredNode = Partial<DbtNode> & {
  database: string | null;
  schema: string;
  identifier?: string;
  compileProblem?: string | null;
};

async function neighbours(
  ctx: Ctx,
  { projectId, uniqueId }: { projectId: string; uniqueId: string },
  parentIds: readonly string[],
): Promise<{ parents: NeighbourNode[]; children: NeighbourNode[] }> {
  const select = { uniqueId: true, resourceType: true, name: true, materialized: true, state: true } as const;
  const orderBy = [{ name: "asc" }, { uniqueId: "asc" }] as const;
  const read = async (where: object) => {
    const rows = await ctx.db.dbtNode.findMany({ where: { projectId, ...where }, select, orderBy: [...orderBy] });
    return rows.map((each) => ({ ...each, state: each.state as NodeState }));
  };
  return {
    parents: await read({ uniqueId: { in: [...parentIds] } }),
    children: await read({ dependsOn: { has: uniqueId } }),
  };
}
