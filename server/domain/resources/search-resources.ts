import { z } from "zod";
import { authorize, type Ctx } from "@/server/core/ctx";
import { isKindName } from "@/server/core/kinds/table";
import type { KindName } from "@/server/core/kinds/types";
import { readableTitles } from "./readable-titles";
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

/** Resources of any kind whose name, id, slug or labels hold every word; those that begin with the query come first. */
export async function searchResources(ctx: Ctx, input: SearchResources): Promise<FoundResource[]> {
  authorize(ctx, "workspace:read");
  const words = input.query.toLowerCase().split(/\s+/).filter(Boolean);
  const rows = await ctx.db.resource.findMany({
    where: {
      workspaceId: ctx.workspace.id,
      ...(input.kinds ? { kind: { in: input.kinds } } : {}),
      AND: words.map((word) => ({ search: { contains: word } })),
    },
    select: { kind: true, id: true, title: true, catalogId: true },
    orderBy: [{ title: "asc" }, { id: "asc" }],
    take: input.limit * 2,
  });
  const first = words.join(" ");
  const begins = (title: string) => (title.toLowerCase().startsWith(first) ? 0 : 1);
  const found = rows
    .sort((a, b) => begins(a.title) - begins(b.title))
    .slice(0, input.limit)
    .flatMap(({ kind, ...row }) => (isKindName(kind) ? [{ kind, ...row }] : []));
  return readableTitles(ctx.db, ctx.workspace.id, found);
}
