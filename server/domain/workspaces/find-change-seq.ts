import { Prisma } from "@/prisma/generated/client";
import type { Db, Tx } from "@/server/core/ctx";
import { directRows } from "@/server/core/direct-rows";

/** The number of a workspace's newest change, as a value in a statement of another table. */
export const changeSeqOf = (workspaceId: string): Prisma.Sql =>
  Prisma.sql`(SELECT "changeSeq" FROM "Workspace" WHERE id = ${workspaceId})`;

/** The same in a statement of its own; null without that workspace. */
export async function findChangeSeq(db: Db | Tx, workspaceId: string): Promise<bigint | null> {
  const [workspace] = await directRows<{ seq: bigint }>(
    db,
    Prisma.sql`SELECT "changeSeq" AS seq FROM "Workspace" WHERE id = ${workspaceId}`,
  );
  return workspace?.seq ?? null;
}
