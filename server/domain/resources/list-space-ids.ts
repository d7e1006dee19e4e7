import type { Db, Tx } from "@/server/core/ctx";

/** Ids of the spaces that a workspace's profiles warehouses or role grants name, each once, in order. */
export async function listSpaceIds(db: Db | Tx, workspaceId: string): Promise<string[]> {
  const rows = await db.$queryRaw<{ id: string }[]>`
    SELECT state ->> 'space_id' AS id FROM "Resource"
    WHERE "workspaceId" = ${workspaceId} AND kind = 'profiles_warehouse'
    UNION
    SELECT resource ->> 'id' FROM "Resource",
      jsonb_path_query(state, '$.permissions[*].resources[*] ? (@.type == "SPACE")') resource
    WHERE "workspaceId" = ${workspaceId} AND kind IN ('user', 'user_group')
    ORDER BY id`;
  return rows.map(({ id }) => id);
}
