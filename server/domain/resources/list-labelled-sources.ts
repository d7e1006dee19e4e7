import type { Db, Tx } from "@/server/core/ctx";

/** Ids of a workspace's sources that have all of some labels, each as `key:value`. */
export async function listLabelledSources(
  db: Db | Tx,
  workspaceId: string,
  labels: readonly string[],
): Promise<string[]> {
  const where = { workspaceId, kind: "source", labels: { hasEvery: [...labels] } };
  const sources = await db.resource.findMany({ where, select: { id: true } });
  return sources.map(({ id }) => id);
}
