import type { Prisma } from "@/prisma/generated/client";
import type { Ctx } from "@/server/core/ctx";
import { isKindName } from "@/server/core/kinds/table";
import type { KindName } from "@/server/core/kinds/types";
import { listNewestHeadlines } from "@/server/domain/changes/list-newest-changes";
import { existingResources } from "./existing-resources";
import { findReach, readableChange } from "./reach";
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
  const readable = (change: Prisma.Sql) => readableChange(reach, change);
  const rows = await listNewestHeadlines(ctx.db, { workspaceId: ctx.workspace.id, readable }, limit);
  const exists = await existingResources(ctx.db, ctx.workspace.id, rows);
  const changes = rows.flatMap(({ kind, ...row }) =>
    isKindName(kind) ? [{ ...row, kind, exists: exists({ kind, id: row.id }) }] : [],
  );
  return readableTitles(ctx.db, ctx, reach, changes);
}
