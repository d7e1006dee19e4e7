import { randomBytes } from "node:crypto";
import type { Db } from "@/server/core/ctx";

/** A session ends 30 days after the sign-in, whatever happened in between. */
export const sessionSeconds = 30 * 24 * 60 * 60;

const longestUserAgent = 300;

/** Records a sign-in and returns the session's id. Sessions of the account that have expired are dropped. */
export async function startSession(
  db: Db,
  { accountId, userAgent }: { accountId: string; userAgent: string },
  now = new Date(),
): Promise<string> {
  const id = randomBytes(24).toString("base64url");
  const expiresAt = new Date(now.getTime() + sessionSeconds * 1000);
  await db.session.deleteMany({ where: { accountId, expiresAt: { lte: now } } });
  await db.session.create({
    data: {
      id,
      accountId,
      userAgent: userAgent.slice(0, longestUserAgent),
      createdAt: now,
      lastSeenAt: now,
      expiresAt,
    },
  });
  return id;
}
