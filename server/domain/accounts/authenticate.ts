import type { Db } from "@/server/core/ctx";
import { DomainError } from "@/server/core/errors";
import { argon2Hasher, type Hasher } from "./hasher";
import { takeAttempt } from "./limit-attempts";
import type { Person, SignIn } from "./schema";

export interface AuthenticateOptions {
  /** Where the attempt comes from; null when it cannot be known for sure. */
  readonly address: string | null;
  readonly hasher?: Hasher;
  readonly now?: Date;
}

/**
 * Checks an e-mail and a password. An unknown e-mail costs the same work and gives the same `unauthenticated` error as a
 * wrong password. Throws `rate-limited` after too many failures.
 */
export async function authenticate(db: Db, { email, password }: SignIn, options: AuthenticateOptions): Promise<Person> {
  const { address, hasher = argon2Hasher, now = new Date() } = options;
  const attempt = await takeAttempt(db, email, address, now);
  const account = await db.account.findUnique({ where: { email } });
  const matches = await hasher.verify(account?.passwordHash ?? hasher.decoy, password);
  if (!account?.passwordHash || !matches) {
    throw new DomainError("unauthenticated", "This e-mail and password do not match.", {
      next: "Check both and try again, or ask a Workspace Owner for a new invitation.",
    });
  }
  await attempt.succeeded();
  return { accountId: account.id, email: account.email, name: account.name };
}
