import { authorize, type Ctx } from "@/server/core/ctx";
import { isKindName } from "@/server/core/kinds/table";
import type { KindName } from "@/server/core/kinds/types";

/** How many resources of each kind the workspace has; kinds without any are left out. */
export async function countResources(ctx: Ctx): Promise<{ readonly [K in KindName]?: number }> {
  authorize(ctx, "workspace:read");
  const rows = await ctx.db.resource.groupBy({ by: ["kind"], where: { workspaceId: ctx.workspace.id }, _count: true });
  return Object.fromEntries(rows.flatMap((row) => (isKindName(row.kind) ? [[row.kind, row._count]] : [])));
}
