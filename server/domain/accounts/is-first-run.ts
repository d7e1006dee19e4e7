import type { Db, Tx } from "@/server/core/ctx";

/** True until the first account exists: then the first visitor sets the product up. */
export async function isFirstRun(db: Db | Tx): Promise<boolean> {
  return (await db.account.findFirst({ select: { id: true } })) === null;
}

const lockKey = 7_264_412;

/** The same, one transaction at a time: whoever comes second sees the first one's account. */
export async function lockFirstRun(tx: Tx): Promise<boolean> {
  await tx.$executeRaw`SELECT pg_advisory_xact_lock(${lockKey})`;
  return isFirstRun(tx);
}
