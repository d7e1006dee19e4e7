import type { ChangeRecord } from "@/prisma/generated/client";
import type { Db, Tx } from "@/server/core/ctx";

/** The next changes of a workspace after the one numbered `after`, whole and in order. */
export const listChangesAfter = (
  db: Db | Tx,
  workspaceId: string,
  after: bigint,
  limit: number,
): Promise<ChangeRecord[]> =>
  db.changeRecord.findMany({ where: { workspaceId, seq: { gt: after } }, orderBy: { seq: "asc" }, take: limit });
