import type { Db, Tx } from "@/server/core/ctx";

/** The number of a workspace's newest change; 0 before the first. */
export async function getChangeSeq(db: Db | Tx, workspaceId: string): Promise<bigint> {
  const { changeSeq } = await db.workspace.findUniqueOrThrow({
    where: { id: workspaceId },
    select: { changeSeq: true },
  });
  return changeSeq;
}
