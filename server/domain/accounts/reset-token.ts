import { createHash, randomBytes } from "node:crypto";
import type { Db, Tx } from "@/server/core/ctx";

export const resetMinutes = 30;

export const hashResetToken = (token: string) => createHash("sha256").update(token).digest("hex");

/** Makes a token that chooses a new password for an account once, within 30 minutes; only its hash is stored. */
export async function issueResetToken(db: Db | Tx, accountId: string, now: Date): Promise<string> {
  // 256 random bits in 43 characters of base64url.
  const token = randomBytes(32).toString("base64url");
  await db.passwordReset.deleteMany({ where: { accountId, expiresAt: { lte: now } } });
  await db.passwordReset.create({
    data: {
      tokenHash: hashResetToken(token),
      accountId,
      createdAt: now,
      expiresAt: new Date(now.getTime() + resetMinutes * 60_000),
    },
  });
  return token;
}
