import { Prisma } from "@/prisma/generated/client";
import type { Ctx } from "@/server/core/ctx";
import { functionIdOf } from "@/server/core/kinds/insert-function-instance";
import type { FunctionResource } from "@/server/domain/catalog/function-as-catalog-entry";
import { allShipped } from "@/server/domain/catalog/name-entries";
import type { CatalogKind } from "@/server/domain/catalog/types";
import { findReach, type Reach, readable } from "./reach";

/** Everything but the code, which no catalog shows and which may be long. */
const declared = Prisma.sql`id, state - 'code' AS state`;

/** The workspace's functions that the person may read, as the catalog offers them beside its entries: without their code. */
export async function listFunctions(ctx: Ctx): Promise<FunctionResource[]> {
  const reach = await findReach(ctx);
  return ctx.db.$queryRaw`
    SELECT ${declared} FROM "Resource" WHERE "workspaceId" = ${ctx.workspace.id} AND kind = 'function' AND ${readable(reach)}
    ORDER BY id`;
}

/**
 * The functions behind catalog ids, without their code; none for ids of the shipped catalog. What a function is called
 * and asks for may also be known to whoever may read something that is made from it.
 */
export async function findFunctionTypes(
  ctx: Ctx,
  catalog: CatalogKind,
  catalogIds: readonly string[],
): Promise<FunctionResource[]> {
  const reach = await findReach(ctx);
  if (allShipped(catalog, catalogIds)) return [];
  const ids = catalogIds.flatMap((id) => [`sfnc_${id}`, `dfn_${id}`]);
  return ctx.db.$queryRaw`
    SELECT ${declared} FROM "Resource" fn WHERE "workspaceId" = ${ctx.workspace.id} AND kind = 'function'
      AND id = ANY(${ids}::text[]) AND ${knownBy(reach, Prisma.sql`"catalogId" = split_part(fn.id, '_', 2)`)}`;
}

/** The insert function of an instance, without its code, under the same rule; null when there is none. */
export async function findInsertFunction(ctx: Ctx, functionId: string): Promise<FunctionResource | null> {
  const named = Prisma.sql`kind = 'insert_function_instance' AND EXISTS (SELECT 1 FROM "ResourceReference" r
    WHERE r."workspaceId" = "Resource"."workspaceId" AND r.kind = "Resource".kind AND r.id = "Resource".id
      AND r."targetKind" = 'function' AND r."targetId" = fn.id)`;
  const [found] = await ctx.db.$queryRaw<FunctionResource[]>`
    SELECT ${declared} FROM "Resource" fn WHERE "workspaceId" = ${ctx.workspace.id} AND kind = 'function'
      AND id = ${functionIdOf(functionId)} AND ${knownBy(await findReach(ctx), named)}`;
  return found ?? null;
}

/** That a function `fn` may be read, or something that is made from it. */
function knownBy(reach: Reach, isMadeFromIt: Prisma.Sql): Prisma.Sql {
  if (reach.all) return Prisma.sql`TRUE`;
  return Prisma.sql`(${readable(reach, Prisma.sql`fn`)} OR EXISTS (
    SELECT 1 FROM "Resource" WHERE "workspaceId" = fn."workspaceId" AND ${isMadeFromIt} AND ${readable(reach)}))`;
}
