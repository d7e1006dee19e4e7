import type { Db, Tx } from "@/server/core/ctx";

/** How many resources of each kind a workspace has, whoever may read them; kinds without any are left out. */
export async function countByKind(db: Db | Tx, workspaceId: string): Promise<ReadonlyMap<string, number>> {
  const counts = await db.resource.groupBy({ by: ["kind"], where: { workspaceId }, _count: true });
  return new Map(counts.map((row) => [row.kind, row._count]));
}
