import type { Ctx } from "@/server/core/ctx";
import { isKindName } from "@/server/core/kinds/table";
import type { KindName } from "@/server/core/kinds/types";
import { existingResources } from "./existing-resources";
import { findReach, readableRecord } from "./reach";
import { readableTitles } from "./readable-titles";

export interface RecentChange {
  readonly seq: number;
  readonly kind: KindName;
  readonly id: string;
  readonly title: string;
  readonly verb: string;
  readonly actorLabel: string;
  readonly createdAt: Date;
  /** False when the resource has been deleted since. */
  readonly exists: boolean;
}

/** The newest changes of what the person may read, without what they changed. */
export async function listRecentChanges(ctx: Ctx, limit: number): Promise<RecentChange[]> {
  const reach = await findReach(ctx);
  const rows = await ctx.db.$queryRaw<
    (Omit<RecentChange, "seq" | "kind" | "exists"> & { seq: bigint; kind: string })[]
  >`
    SELECT seq, kind, "resourceId" AS id, title, verb, "actorLabel", "createdAt" FROM "ChangeRecord"
    WHERE "workspaceId" = ${ctx.workspace.id} AND ${readableRecord(reach)} ORDER BY seq DESC LIMIT ${limit}`;
  const exists = await existingResources(ctx.db, ctx.workspace.id, rows);
  const changes = rows.flatMap(({ seq, kind, ...row }) =>
    isKindName(kind) ? [{ ...row, seq: Number(seq), kind, exists: exists({ kind, id: row.id }) }] : [],
  );
  return readableTitles(ctx.db, ctx, reach, changes);
}
