import { Prisma } from "@/prisma/generated/client";
import type { Tx } from "@/server/core/ctx";

/** Notes that a connection was used without a failure; nothing happens when it was removed meanwhile. */
export async function markWorking(tx: Tx, connectionId: string): Promise<void> {
  // SQL NULL, where a plain null would be the JSON one.
  const data = { health: "ok", failure: Prisma.DbNull };
  await tx.gitConnection.updateMany({ where: { id: connectionId }, data });
}
