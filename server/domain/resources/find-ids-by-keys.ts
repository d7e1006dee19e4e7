import type { Db, Tx } from "@/server/core/ctx";
import type { KindName } from "@/server/core/kinds/types";

/** Ids of the resources of a kind that have one of some natural keys, by that key, whoever may read them. */
export async function findIdsByKeys(
  db: Db | Tx,
  workspaceId: string,
  kind: KindName,
  naturalKeys: readonly string[],
): Promise<ReadonlyMap<string, string>> {
  const rows = await db.resource.findMany({
    where: { workspaceId, kind, naturalKey: { in: [...naturalKeys] } },
    select: { id: true, naturalKey: true },
  });
  return new Map(rows.map(({ id, naturalKey }) => [naturalKey ?? "", id]));
}
