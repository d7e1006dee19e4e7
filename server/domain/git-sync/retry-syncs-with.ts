import type { Tx } from "@/server/core/ctx";

/** Has what failed through a connection tried again at once: the connection was mended. */
export async function retrySyncsWith(tx: Tx, workspaceId: string, connectionId: string): Promise<void> {
  await tx.gitSync.updateMany({ where: { connectionId, workspaceId }, data: { retryAt: new Date(), attempts: 0 } });
}
