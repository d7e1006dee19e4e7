import type { Db, Tx } from "@/server/core/ctx";
import type { KindName } from "@/server/core/kinds/types";

/** Id of the resource whose natural key this is, such as a user's e-mail, whoever may read it; or null. */
export async function findIdByKey(
  db: Db | Tx,
  workspaceId: string,
  kind: KindName,
  naturalKey: string,
): Promise<string | null> {
  const row = await db.resource.findFirst({ where: { workspaceId, kind, naturalKey }, select: { id: true } });
  return row?.id ?? null;
}
