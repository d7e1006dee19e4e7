import type { Prisma } from "@/prisma/generated/client";
import type { Tx } from "@/server/core/ctx";

/** Notes why a connection cannot be used; nothing happens when it was removed meanwhile. */
export async function markFailing(tx: Tx, connectionId: string, failure: object): Promise<void> {
  const data = { health: "failing", failure: failure as Prisma.InputJsonObject };
  await tx.gitConnection.updateMany({ where: { id: connectionId }, data });
}
