import type { Db, Tx } from "@/server/core/ctx";

/** Ends all sessions of an account but the one that asks; returns how many. */
export async function revokeOtherSessions(
  db: Db | Tx,
  { accountId, sessionId }: { accountId: string; sessionId: string },
  now = new Date(),
): Promise<number> {
  const { count } = await db.session.updateMany({
    where: { accountId, id: { not: sessionId }, revokedAt: null, expiresAt: { gt: now } },
    data: { revokedAt: now },
  });
  return count;
}
