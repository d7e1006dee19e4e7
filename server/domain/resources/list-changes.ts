import { authorize, type Ctx } from "@/server/core/ctx";
import type { KindName } from "@/server/core/kinds/types";
import type { ResourceState } from "@/server/hcl/schema";

export interface ListedChange {
  readonly seq: number;
  readonly kind: string;
  readonly resourceId: string;
  readonly title: string;
  readonly verb: string;
  readonly actorLabel: string;
  readonly origin: string;
  readonly createdAt: Date;
  readonly before: ResourceState | null;
  readonly after: ResourceState | null;
}

/** Change records, newest first: of one resource, or of the whole workspace. `beforeSeq` pages on. */
export async function listChanges(
  ctx: Ctx,
  input: { kind?: KindName; id?: string; beforeSeq?: number; limit: number },
): Promise<ListedChange[]> {
  authorize(ctx, "workspace:read", input.kind && input.id ? [{ kind: input.kind, id: input.id }] : []);
  const rows = await ctx.db.changeRecord.findMany({
    where: {
      workspaceId: ctx.workspace.id,
      ...(input.kind ? { kind: input.kind } : {}),
      ...(input.id ? { resourceId: input.id } : {}),
      ...(input.beforeSeq ? { seq: { lt: input.beforeSeq } } : {}),
    },
    orderBy: { seq: "desc" },
    take: input.limit,
  });
  return rows.map((row) => ({
    seq: Number(row.seq),
    kind: row.kind,
    resourceId: row.resourceId,
    title: row.title,
    verb: row.verb,
    actorLabel: row.actorLabel,
    origin: row.origin,
    createdAt: row.createdAt,
    before: row.before as ResourceState | null,
    after: row.after as ResourceState | null,
  }));
}
