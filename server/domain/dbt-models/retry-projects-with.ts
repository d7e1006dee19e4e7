import type { Tx } from "@/server/core/ctx";

/** Has the projects whose last run failed through a connection tried again at once: the connection was mended. */
export async function retryProjectsWith(tx: Tx, connectionId: string): Promise<void> {
  await tx.dbtProject.updateMany({
    where: { connectionId, failedRunId: { not: null } },
    data: { retryAt: new Date(), attempts: 0 },
  });
}
