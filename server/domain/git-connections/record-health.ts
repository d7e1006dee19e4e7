import { Prisma } from "@/prisma/generated/client";
import type { Tx } from "@/server/core/ctx";

/** Keeps how a connection's last use ended: null when it worked, or why it did not. One removed meanwhile has none. */
export async function recordHealth(
  tx: Tx,
  connectionId: string,
  failure: Prisma.InputJsonObject | null,
): Promise<void> {
  await tx.gitConnection.updateMany({
    where: { id: connectionId },
    // SQL NULL, where a plain null would be the JSON one.
    data: { health: failure === null ? "ok" : "failing", failure: failure ?? Prisma.DbNull },
  });
}
