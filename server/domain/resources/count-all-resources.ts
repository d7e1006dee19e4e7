import type { Db, Tx } from "@/server/core/ctx";

/** How many resources a workspace has, whoever may read them. */
export const countAllResources = (db: Db | Tx, workspaceId: string): Promise<number> =>
  db.resource.count({ where: { workspaceId } });
