import type { Db, Tx } from "@/server/core/ctx";

/** Which resource each change after the one numbered `after` is of, at most `limit` of them in no order. */
export async function listChangedResources(
  db: Db | Tx,
  workspaceId: string,
  after: bigint,
  limit: number,
): Promise<{ kind: string; id: string }[]> {
  const changes = await db.changeRecord.findMany({
    where: { workspaceId, seq: { gt: after } },
    select: { kind: true, resourceId: true },
    take: limit,
  });
  return changes.map(({ kind, resourceId }) => ({ kind, id: resourceId }));
}
