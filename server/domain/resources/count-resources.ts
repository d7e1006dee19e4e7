import type { Ctx } from "@/server/core/ctx";
import { isKindName } from "@/server/core/kinds/table";
import type { KindName } from "@/server/core/kinds/types";
import { findReach, readable } from "./reach";

/** How many resources of each kind the person may read; kinds without any are left out. */
export async function countResources(ctx: Ctx): Promise<{ readonly [K in KindName]?: number }> {
  const reach = await findReach(ctx);
  const rows = await ctx.db.$queryRaw<{ kind: string; count: bigint }[]>`
    SELECT kind, count(*) AS count FROM "Resource"
    WHERE "workspaceId" = ${ctx.workspace.id} AND ${readable(reach)} GROUP BY kind`;
  return Object.fromEntries(rows.flatMap(({ kind, count }) => (isKindName(kind) ? [[kind, Number(count)]] : [])));
}
