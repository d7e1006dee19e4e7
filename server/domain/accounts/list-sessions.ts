import type { Db } from "@/server/core/ctx";

export interface ListedSession {
  readonly id: string;
  /** As the browser named itself; hostile text. */
  readonly userAgent: string;
  readonly createdAt: Date;
  readonly lastSeenAt: Date;
  /** The session that asks. */
  readonly current: boolean;
}

/** Where an account is signed in now, last seen first. */
export async function listSessions(
  db: Db,
  signedIn: { accountId: string; sessionId: string },
  now = new Date(),
): Promise<ListedSession[]> {
  const rows = await db.session.findMany({
    where: { accountId: signedIn.accountId, revokedAt: null, expiresAt: { gt: now } },
    orderBy: [{ lastSeenAt: "desc" }, { id: "asc" }],
  });
  return rows.map(({ id, userAgent, createdAt, lastSeenAt }) => ({
    id,
    userAgent,
    createdAt,
    lastSeenAt,
    current: id === signedIn.sessionId,
  }));
}
