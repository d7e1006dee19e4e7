import { Prisma } from "@/prisma/generated/client";
import type { Db } from "@/server/core/ctx";
import { directRows } from "@/server/core/direct-rows";
import type { Person } from "./schema";

const touchEveryMs = 60_000;

export interface SignedIn extends Person {
  readonly sessionId: string;
}

interface SessionRow extends Person {
  readonly expiresAt: Date;
  readonly lastSeenAt: Date;
  readonly revokedAt: Date | null;
}

/** The person of a session, or null when it was revoked or has expired. Notes the visit, at most once a minute. */
export async function findSession(db: Db, sessionId: string, now = new Date()): Promise<SignedIn | null> {
  // Asked by every request: one query, where Prisma would make one for each of the two tables.
  const [session] = await directRows<SessionRow>(
    db,
    Prisma.sql`SELECT s."accountId", s."expiresAt", s."lastSeenAt", s."revokedAt", a.email, a.name
      FROM "Session" s JOIN "Account" a ON a.id = s."accountId" WHERE s.id = ${sessionId}`,
  );
  if (!session || session.revokedAt || session.expiresAt <= now) return null;
  if (now.getTime() - session.lastSeenAt.getTime() >= touchEveryMs) {
    await db.session.updateMany({ where: { id: sessionId, lastSeenAt: { lt: now } }, data: { lastSeenAt: now } });
  }
  return { sessionId, accountId: session.accountId, email: session.email, name: session.name };
}
