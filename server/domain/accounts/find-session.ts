import type { Db } from "@/server/core/ctx";
import type { Person } from "./schema";

const touchEveryMs = 60_000;

export interface SignedIn extends Person {
  readonly sessionId: string;
}

/** The person of a session, or null when it was revoked or has expired. Notes the visit, at most once a minute. */
export async function findSession(db: Db, sessionId: string, now = new Date()): Promise<SignedIn | null> {
  const session = await db.session.findUnique({ where: { id: sessionId }, include: { account: true } });
  if (!session || session.revokedAt || session.expiresAt <= now) return null;
  if (now.getTime() - session.lastSeenAt.getTime() >= touchEveryMs) {
    await db.session.updateMany({ where: { id: sessionId, lastSeenAt: { lt: now } }, data: { lastSeenAt: now } });
  }
  return { sessionId, accountId: session.accountId, email: session.account.email, name: session.account.name };
}
