import type { Db, Tx } from "@/server/core/ctx";

/** The audit event of each change that has one of some numbers; numbers without a change are left out. */
export const listAuditEventsOf = (
  db: Db | Tx,
  workspaceId: string,
  seqs: readonly bigint[],
): Promise<{ seq: bigint; auditEventId: string }[]> =>
  db.changeRecord.findMany({
    where: { workspaceId, seq: { in: [...seqs] } },
    select: { seq: true, auditEventId: true },
  });
