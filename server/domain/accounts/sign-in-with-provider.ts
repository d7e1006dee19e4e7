import type { Db, Tx } from "@/server/core/ctx";
import { DomainError } from "@/server/core/errors";
import { isExpected } from "@/server/domain/members/is-expected";
import { joinInvited } from "@/server/domain/members/join-invited";
import { ownEveryWorkspace } from "@/server/domain/workspaces/own-every-workspace";
import { createAccount } from "./create-account";
import { findAccount } from "./find-account";
import { lockFirstRun } from "./is-first-run";
import { Email, type Person, PersonName } from "./schema";

/** What a provider says about who signed in; hostile but for `subject` and `emailVerified`. */
export interface ProviderProfile {
  readonly provider: string;
  /** The provider's own id of the person, which never changes. */
  readonly subject: string;
  readonly email: string | null;
  readonly emailVerified: boolean;
  readonly name: string | null;
}

/**
 * The account of somebody a provider vouches for. Known by the provider's id; otherwise by a verified e-mail that has an
 * account, is a member of a workspace or is invited to one, and then belongs to it; on the first run anyone. Everybody
 * else is `forbidden`.
 */
export async function signInWithProvider(db: Db, profile: ProviderProfile, now = new Date()): Promise<Person> {
  return db.$transaction(async (tx) => {
    const { provider, subject } = profile;
    const known = await tx.identity.findUnique({
      where: { provider_subject: { provider, subject } },
      include: { account: true },
    });
    if (known) return { accountId: known.accountId, email: known.account.email, name: known.account.name };
    const email = Email.safeParse(profile.email ?? "");
    if (!profile.emailVerified || !email.success) throw unverified();
    const person = (await findAccount(tx, email.data)) ?? (await admit(tx, db, email.data, profile.name, now));
    await tx.identity.create({ data: { provider, subject, accountId: person.accountId } });
    return person;
  });
}

async function admit(tx: Tx, db: Db, email: string, givenName: string | null, now: Date): Promise<Person> {
  const first = await lockFirstRun(tx);
  if (!first && !(await isExpected(tx, email, now))) throw uninvited();
  const name = PersonName.safeParse(givenName ?? "");
  const person = await createAccount(tx, { email, name: name.success ? name.data : email, passwordHash: null });
  if (first) await ownEveryWorkspace(tx, db, person);
  else await joinInvited(tx, db, person, now);
  return person;
}

const unverified = () =>
  new DomainError("forbidden", "This service has not confirmed your e-mail.", {
    next: "Confirm your e-mail there, then sign in again.",
    data: { reason: "unverified" },
  });

const uninvited = () =>
  new DomainError("forbidden", "Nobody has invited this e-mail.", {
    next: "Ask a Workspace Owner for an invitation.",
    data: { reason: "uninvited" },
  });
