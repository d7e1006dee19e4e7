import { authorize, type Ctx } from "@/server/core/ctx";
import type { KindName } from "@/server/core/kinds/types";

/** Who created some resources, by id: the e-mail of a person or the name of a token. */
export async function findCreators(
  ctx: Ctx,
  kind: KindName,
  ids: readonly string[],
): Promise<ReadonlyMap<string, string>> {
  authorize(ctx, "workspace:read");
  if (ids.length === 0) return new Map();
  const rows = await ctx.db.$queryRaw<{ id: string; by: string }[]>`
    SELECT DISTINCT ON ("resourceId") "resourceId" AS id, "actorLabel" AS by FROM "ChangeRecord"
    WHERE "workspaceId" = ${ctx.workspace.id} AND kind = ${kind} AND "resourceId" = ANY(${[...ids]}::text[])
      AND before IS NULL
    ORDER BY "resourceId", seq DESC`;
  return new Map(rows.map(({ id, by }) => [id, by]));
}
