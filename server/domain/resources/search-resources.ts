import { z } from "zod";
import { Prisma } from "@/prisma/generated/client";
import type { Ctx } from "@/server/core/ctx";
import { isKindName } from "@/server/core/kinds/table";
import { type KindName, kindNames } from "@/server/core/kinds/types";
import { escapeLike } from "./list-resources";
import { namedResources, pairKindNames } from "./named-resources";
import { findReach, readable } from "./reach";
import { pairKinds, readableTitles } from "./readable-titles";
import { KindName as KindNameSchema, plainText } from "./schema";

export const SearchResources = z.object({
  query: plainText(200),
  /** Only these kinds; all without it. */
  kinds: z.array(KindNameSchema).max(16).optional(),
  limit: z.number().int().min(1).max(50).default(20),
});
export type SearchResources = z.output<typeof SearchResources>;

export interface FoundResource {
  readonly kind: KindName;
  readonly id: string;
  readonly title: string;
  readonly catalogId: string | null;
}

/** Readable resources of any kind whose name, id, slug or labels hold every word; those that begin with the query come first. */
export async function searchResources(ctx: Ctx, input: SearchResources): Promise<FoundResource[]> {
  const reach = await findReach(ctx);
  const words = input.query.toLowerCase().split(/\s+/).filter(Boolean);
  const kinds = input.kinds ?? kindNames;
  const matches = Prisma.join(
    [Prisma.sql`TRUE`, ...words.map((word) => Prisma.sql`search LIKE ${`%${escapeLike(word)}%`}`)],
    " AND ",
  );
  const plain = Prisma.sql`SELECT kind, id, title, "catalogId", search FROM "Resource"
    WHERE "workspaceId" = ${ctx.workspace.id} AND kind = ANY(${kinds.filter((kind) => !pairKinds[kind])}::text[])
      AND ${readable(reach)} AND ${matches}`;
  const connections = pairKindNames
    .filter((kind) => kinds.includes(kind))
    .map(
      (kind) =>
        Prisma.sql`SELECT kind, id, title, "catalogId", search FROM ${namedResources(ctx, reach, kind)} WHERE ${matches}`,
    );
  const rows = await ctx.db.$queryRaw<(Omit<FoundResource, "kind"> & { kind: string })[]>`
    SELECT kind, id, title, "catalogId" FROM (${Prisma.join([plain, ...connections], " UNION ALL ")}) found
    ORDER BY starts_with(search, ${words.join(" ")}) DESC, title, id LIMIT ${input.limit}`;
  const found = rows.flatMap(({ kind, ...row }) => (isKindName(kind) ? [{ kind, ...row }] : []));
  return readableTitles(ctx.db, ctx, reach, found);
}
