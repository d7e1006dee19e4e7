import type { Db, Tx } from "@/server/core/ctx";
import type { KindName } from "@/server/core/kinds/types";
import type { ResourceState } from "@/server/hcl/schema";

/** A workspace's first resource of a kind by id, with its masked state; null when it has none. */
export async function findFirstOfKind(
  db: Db | Tx,
  workspaceId: string,
  kind: KindName,
): Promise<{ id: string; state: ResourceState } | null> {
  const row = await db.resource.findFirst({
    where: { workspaceId, kind },
    orderBy: { id: "asc" },
    select: { id: true, state: true },
  });
  return row && { id: row.id, state: row.state as ResourceState };
}
