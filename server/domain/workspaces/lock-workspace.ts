import type { Tx } from "@/server/core/ctx";

/** Holds a workspace's row until the transaction ends, as every recorded change does. */
export async function lockWorkspace(tx: Tx, workspaceId: string): Promise<void> {
  await tx.$queryRaw`SELECT 1 FROM "Workspace" WHERE id = ${workspaceId} FOR UPDATE`;
}
