import { authorize, type Ctx } from "@/server/core/ctx";
import { isKindName } from "@/server/core/kinds/table";
import type { KindName } from "@/server/core/kinds/types";
import { readableTitles } from "./readable-titles";

export interface RecentChange {
  readonly seq: number;
  readonly kind: KindName;
  readonly id: string;
  readonly title: string;
  readonly verb: string;
  readonly actorLabel: string;
  readonly createdAt: Date;
}

/** The newest changes of the workspace, without what they changed. */
export async function listRecentChanges(ctx: Ctx, limit: number): Promise<RecentChange[]> {
  authorize(ctx, "workspace:read");
  const rows = await ctx.db.changeRecord.findMany({
    where: { workspaceId: ctx.workspace.id },
    select: { seq: true, kind: true, resourceId: true, title: true, verb: true, actorLabel: true, createdAt: true },
    orderBy: { seq: "desc" },
    take: limit,
  });
  const changes = rows.flatMap(({ seq, kind, resourceId, ...row }) =>
    isKindName(kind) ? [{ ...row, seq: Number(seq), kind, id: resourceId }] : [],
  );
  return readableTitles(ctx.db, ctx.workspace.id, changes);
}
