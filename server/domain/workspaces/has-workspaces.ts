import type { Db, Tx } from "@/server/core/ctx";

/** Whether the product has a workspace already. */
export const hasWorkspaces = async (db: Db | Tx): Promise<boolean> => (await db.workspace.count()) > 0;
