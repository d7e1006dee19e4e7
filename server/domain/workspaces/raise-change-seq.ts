import type { Tx } from "@/server/core/ctx";

/** Takes the next `count` change numbers and returns the last of them. The workspace's row is held until the commit. */
export async function raiseChangeSeq(tx: Tx, workspaceId: string, count: number): Promise<bigint> {
  const { changeSeq } = await tx.workspace.update({
    where: { id: workspaceId },
    data: { changeSeq: { increment: count } },
    select: { changeSeq: true },
  });
  return changeSeq;
}
