import type { Db, Tx } from "@/server/core/ctx";

/** How many changes a workspace has recorded after the one numbered `after`. */
export const countChanges = (db: Db | Tx, workspaceId: string, after: bigint): Promise<number> =>
  db.changeRecord.count({ where: { workspaceId, seq: { gt: after } } });
