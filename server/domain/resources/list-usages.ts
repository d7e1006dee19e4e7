import { Prisma } from "@/prisma/generated/client";
import type { Ctx, Db, Tx } from "@/server/core/ctx";
import { isKindName } from "@/server/core/kinds/table";
import type { KindName } from "@/server/core/kinds/types";
import { namedBy } from "./named-by";
import { findReach, type Reach, readable } from "./reach";
import { readableTitles } from "./readable-titles";

export interface Usage {
  readonly kind: KindName;
  readonly id: string;
  readonly title: string;
  readonly attribute: string;
}

/** Resources that name a given one and that the person may read, by title; at most `limit`, with the full count. */
export async function findUsages(
  db: Db | Tx,
  ctx: Ctx,
  reach: Reach,
  target: { kind: KindName; id: string },
  limit: number,
): Promise<{ total: number; usages: Usage[] }> {
  const from = Prisma.sql`${namedBy(ctx, target)} named
    JOIN "Resource" ON "Resource"."workspaceId" = ${ctx.workspace.id} AND "Resource".kind = named.kind AND "Resource".id = named.id
    WHERE ${readable(reach)}`;
  const [count] = await db.$queryRaw<{ total: bigint }[]>`SELECT count(*) AS total FROM ${from}`;
  const rows = await db.$queryRaw<{ kind: string; id: string; attribute: string; title: string }[]>`
    SELECT named.kind, named.id, named.attribute, title FROM ${from}
    ORDER BY named.kind, named.id, named.attribute LIMIT ${limit}`;
  const usages = rows.flatMap(({ kind, ...row }): Usage[] => (isKindName(kind) ? [{ kind, ...row }] : []));
  return { total: Number(count?.total ?? 0), usages: await readableTitles(db, ctx, reach, usages) };
}

/** What names a resource, as far as the person may read it. */
export async function listUsages(ctx: Ctx, target: { kind: KindName; id: string }, limit = 50) {
  return findUsages(ctx.db, ctx, await findReach(ctx), target, limit);
}
