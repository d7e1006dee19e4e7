import type { Db } from "@/server/core/ctx";
import { DomainError } from "@/server/core/errors";

/** Ends one session of an account at once; ending it again changes nothing. Throws `not-found` for somebody else's. */
export async function revokeSession(
  db: Db,
  { accountId, sessionId }: { accountId: string; sessionId: string },
  now = new Date(),
): Promise<void> {
  const own = { id: sessionId, accountId };
  if ((await db.session.count({ where: own })) === 0) {
    throw new DomainError("not-found", "This session is not one of yours.", { next: "Reload the list of sessions." });
  }
  await db.session.updateMany({ where: { ...own, revokedAt: null }, data: { revokedAt: now } });
}
