import type { Db, Tx } from "@/server/core/ctx";

/** Id of the `user` resource that a workspace has for an e-mail (in lower case), or null. */
export async function findMember(db: Db | Tx, workspaceId: string, email: string): Promise<string | null> {
  const where = { workspaceId, kind: "user", naturalKey: email };
  const row = await db.resource.findFirst({ where, select: { id: true } });
  return row?.id ?? null;
}
