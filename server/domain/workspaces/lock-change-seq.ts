import type { Tx } from "@/server/core/ctx";

/** The number of a workspace's newest change, which stays so until the transaction ends; null without that workspace. */
export async function lockChangeSeq(tx: Tx, workspaceId: string): Promise<bigint | null> {
  const [workspace] = await tx.$queryRaw<{ changeSeq: bigint }[]>`
    SELECT "changeSeq" FROM "Workspace" WHERE id = ${workspaceId} FOR UPDATE`;
  return workspace?.changeSeq ?? null;
}
