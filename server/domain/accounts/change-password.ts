import type { Db } from "@/server/core/ctx";
import { DomainError, InvalidError } from "@/server/core/errors";
import type { SignedIn } from "./find-session";
import { argon2Hasher, type Hasher } from "./hasher";
import { takeAttempt } from "./limit-attempts";
import { revokeOtherSessions } from "./revoke-other-sessions";
import type { ChangePassword } from "./schema";

/**
 * Changes the password of a signed-in account and ends its other sessions; returns how many. The present password is
 * asked for, and guesses at it count as failed sign-ins.
 */
export async function changePassword(
  db: Db,
  signedIn: SignedIn,
  { current, next }: ChangePassword,
  {
    address = null,
    hasher = argon2Hasher,
    now = new Date(),
  }: { address?: string | null; hasher?: Hasher; now?: Date } = {},
): Promise<number> {
  const { passwordHash } = await db.account.findUniqueOrThrow({ where: { id: signedIn.accountId } });
  if (!passwordHash) {
    throw new DomainError("conflict", "This account has no password: it signs in through another service.", {
      next: "Change the password at that service.",
    });
  }
  const attempt = await takeAttempt(db, signedIn.email, address, now);
  if (!(await hasher.verify(passwordHash, current))) {
    throw new InvalidError([{ path: "current", message: "This is not your present password." }]);
  }
  await attempt.succeeded();
  const nextHash = await hasher.hash(next);
  return db.$transaction(async (tx) => {
    // Two changes at once: the second was checked against a password that is gone.
    const where = { id: signedIn.accountId, passwordHash };
    const { count } = await tx.account.updateMany({ where, data: { passwordHash: nextHash } });
    if (count === 0)
      throw new DomainError("conflict", "The password was changed meanwhile.", { next: "Sign in again." });
    return revokeOtherSessions(tx, signedIn, now);
  });
}
