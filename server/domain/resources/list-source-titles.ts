import type { Db, Tx } from "@/server/core/ctx";

/** Titles of those of some sources that a workspace has, by id. */
export async function listSourceTitles(
  db: Db | Tx,
  workspaceId: string,
  ids: readonly string[],
): Promise<ReadonlyMap<string, string>> {
  const found = await db.resource.findMany({
    where: { workspaceId, kind: "source", id: { in: [...ids] } },
    select: { id: true, title: true },
  });
  return new Map(found.map(({ id, title }) => [id, title]));
}
