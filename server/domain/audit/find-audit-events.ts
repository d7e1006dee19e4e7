import { authorize, type Ctx } from "@/server/core/ctx";
import type { ListedAuditEvent } from "./list-audit-events";

export interface FindAuditEvents {
  readonly from: Date | null;
  readonly until: Date;
  readonly resourceId: string | null;
  readonly resourceType: string | null;
  readonly offset: number;
  readonly count: number;
}

export interface FoundAuditEvent extends Omit<ListedAuditEvent, "detail" | "exists"> {
  readonly actorId: string;
  readonly actorEmail: string | null;
}

/**
 * The workspace's audit trail between two times, newest first, and how many events that are. Pages up to the same time
 * fit together while new events arrive.
 */
export async function findAuditEvents(
  ctx: Ctx,
  { from, until, resourceId, resourceType, offset, count }: FindAuditEvents,
): Promise<{ items: FoundAuditEvent[]; total: number }> {
  authorize(ctx, "audit:read");
  if ([resourceId, resourceType].some((text) => text?.includes("\0"))) return { items: [], total: 0 };
  const where = {
    workspaceId: ctx.workspace.id,
    at: { ...(from ? { gte: from } : {}), lte: until },
    ...(resourceId === null ? {} : { resourceId }),
    ...(resourceType === null ? {} : { resourceType }),
  };
  const [rows, total] = await Promise.all([
    ctx.db.auditEvent.findMany({
      where,
      orderBy: [{ at: "desc" }, { id: "desc" }],
      skip: offset,
      take: count,
      omit: { detail: true, workspaceId: true },
    }),
    ctx.db.auditEvent.count({ where }),
  ]);
  return { items: rows, total };
}
