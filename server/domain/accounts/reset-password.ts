import type { Db } from "@/server/core/ctx";
import { DomainError } from "@/server/core/errors";
import { type FoundPasswordReset, findPasswordReset } from "./find-password-reset";
import { argon2Hasher, type Hasher } from "./hasher";
import { forgiveAttempts } from "./limit-attempts";
import { recordAccountEvent } from "./record-account-event";
import { hashResetToken } from "./reset-token";
import type { Person, ResetPassword } from "./schema";

/**
 * Sets the password that the holder of a token chose. The account's other tokens stop working, all its sessions end, and
 * failed attempts to sign in are forgotten. Throws `not-found` and `conflict` for tokens that do not work (any more).
 */
export async function resetPassword(
  db: Db,
  { token, password }: ResetPassword,
  { hasher = argon2Hasher, now = new Date() }: { hasher?: Hasher; now?: Date } = {},
): Promise<Person> {
  // Looked at before hashing, so that only a good token costs that work.
  openReset(await findPasswordReset(db, token, now));
  const passwordHash = await hasher.hash(password);
  return db.$transaction(async (tx) => {
    const person = openReset(await findPasswordReset(tx, token, now));
    const { accountId } = person;
    const { count } = await tx.passwordReset.updateMany({
      where: { tokenHash: hashResetToken(token), usedAt: null },
      data: { usedAt: now },
    });
    if (count === 0) throw used();
    await tx.passwordReset.updateMany({ where: { accountId, usedAt: null }, data: { usedAt: now } });
    await tx.account.update({ where: { id: accountId }, data: { passwordHash } });
    await tx.session.updateMany({ where: { accountId, revokedAt: null }, data: { revokedAt: now } });
    await forgiveAttempts(tx, person.email);
    const actor = { type: "user", id: accountId, email: person.email, name: person.name } as const;
    await recordAccountEvent(tx, db, person, actor, "Password Reset");
    return person;
  });
}

function openReset(reset: FoundPasswordReset | null): Person {
  if (!reset) throw new DomainError("not-found", "This link does not exist.", { next: askAgain });
  switch (reset.status) {
    case "open":
      return reset.person;
    case "used":
      throw used();
    case "expired":
      throw new DomainError("conflict", "This link has expired.", { next: askAgain });
  }
}

const askAgain = "Ask for a new one.";

const used = () => new DomainError("conflict", "This link was already used.", { next: askAgain });
