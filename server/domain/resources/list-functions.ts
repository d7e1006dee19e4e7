import type { Ctx } from "@/server/core/ctx";
import type { FunctionResource } from "@/server/domain/catalog/function-as-catalog-entry";
import type { ResourceState } from "@/server/hcl/schema";

/** The workspace's own functions, as the catalog takes them to offer them beside its entries. */
export async function listFunctions(ctx: Ctx): Promise<FunctionResource[]> {
  const rows = await ctx.db.resource.findMany({
    where: { workspaceId: ctx.workspace.id, kind: "function" },
    select: { id: true, state: true },
    orderBy: { id: "asc" },
  });
  return rows.map((row) => ({ id: row.id, state: row.state as ResourceState }));
}
