import type { Db, Tx } from "@/server/core/ctx";
import { DomainError } from "@/server/core/errors";

const windowMs = 15 * 60_000;

export interface Limit {
  readonly key: string;
  /** Attempts within the window after which the next attempt is refused. */
  readonly most: number;
}

/**
 * What is counted. The pair is tight, so that guessing stops soon; the e-mail alone is wide, so that a stranger cannot
 * lock a person out from one machine. Without a trustworthy address there is only the e-mail.
 */
function limitsOf(email: string, address: string | null): Limit[] {
  if (address === null) return [{ key: `email ${email}`, most: 10 }];
  return [
    { key: `pair ${email} ${address}`, most: 10 },
    { key: `email ${email}`, most: 50 },
    { key: `address ${address}`, most: 50 },
  ];
}

/** Forgets the failed attempts of an e-mail, from everywhere. */
export async function forgiveAttempts(tx: Tx, email: string): Promise<void> {
  await tx.signInAttempt.deleteMany({
    where: { OR: [{ key: `email ${email}` }, { key: { startsWith: `pair ${email} ` } }] },
  });
}

export interface Attempt {
  /** The attempt was right: forget it, and the failures of this person before it. */
  succeeded(): Promise<void>;
}

/** Counts an attempt to sign in before its password is looked at, so that guesses made at the same time count too. */
export const takeAttempt = (db: Db, email: string, address: string | null, now: Date): Promise<Attempt> =>
  takeOf(db, limitsOf(email, address), now, "Too many attempts to sign in failed.");

/**
 * Counts an attempt at something within 15 minutes. Throws `rate-limited` with these words, and `data.retryAt` (ISO 8601),
 * when there were too many.
 */
export async function takeOf(db: Db, limits: readonly Limit[], now: Date, words: string): Promise<Attempt> {
  // What no window reaches any more, by the real clock.
  await db.signInAttempt.deleteMany({ where: { at: { lte: new Date(Date.now() - windowMs) } } });
  const rows = await db.signInAttempt.createManyAndReturn({ data: limits.map(({ key }) => ({ key, at: now })) });
  const own = { id: { in: rows.map((row) => row.id) } };
  const keys = limits.map(({ key }) => key);
  const counts = await db.signInAttempt.groupBy({
    by: "key",
    where: { key: { in: keys }, at: { gt: new Date(now.getTime() - windowMs) } },
    _count: true,
    _min: { at: true },
  });
  for (const { key, most } of limits) {
    const counted = counts.find((each) => each.key === key);
    if (!counted || counted._count <= most) continue;
    // A refused attempt does not count: otherwise waiting would never end for somebody who keeps trying.
    await db.signInAttempt.deleteMany({ where: own });
    throw tooMany(words, new Date((counted._min.at ?? now).getTime() + windowMs), now);
  }
  return {
    succeeded: async () => {
      const forgiven = keys.filter((key) => !key.startsWith("address "));
      await db.signInAttempt.deleteMany({ where: { OR: [own, { key: { in: forgiven } }] } });
    },
  };
}

function tooMany(words: string, retryAt: Date, now: Date): DomainError {
  const minutes = Math.max(1, Math.ceil((retryAt.getTime() - now.getTime()) / 60_000));
  return new DomainError("rate-limited", words, {
    next: `Try again in ${minutes === 1 ? "a minute" : `${minutes} minutes`}.`,
    data: { retryAt: retryAt.toISOString() },
  });
}
