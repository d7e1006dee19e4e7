import { type Db, systemActor, type Tx } from "@/server/core/ctx";
import { DomainError } from "@/server/core/errors";
import { fullAccess } from "@/server/core/permissions";
import { createAccount } from "@/server/domain/accounts/create-account";
import { argon2Hasher, type Hasher } from "@/server/domain/accounts/hasher";
import type { Person } from "@/server/domain/accounts/schema";
import { changeWorkspace } from "@/server/domain/changes/change-workspace";
import type { JsonValue } from "@/server/hcl/schema";
import { addMember } from "./add-member";
import { ownerContext } from "./add-owner";
import { type FoundInvite, findInvite } from "./find-invite";
import type { AcceptInvite } from "./schema";
import { withoutMissing } from "./without-missing";

export interface Accepted {
  readonly person: Person;
  readonly slug: string;
}

/** Accepts an invite with a new account. Throws `conflict` when the e-mail has one: then signing in comes first. */
export async function acceptInvite(
  db: Db,
  { token, name, password }: AcceptInvite,
  { hasher = argon2Hasher, now = new Date() }: { hasher?: Hasher; now?: Date } = {},
): Promise<Accepted> {
  // Looked at before hashing, so that only a good token costs that work.
  const { email, hasAccount } = openInvite(await findInvite(db, token, now));
  if (hasAccount) {
    throw new DomainError("conflict", `There is already an account for ${email}.`, {
      next: "Sign in with it, then open the invite again.",
    });
  }
  const passwordHash = await hasher.hash(password);
  return accept(db, token, now, (tx) => createAccount(tx, { email, name, passwordHash }));
}

/** Accepts an invite for the account that is signed in; the invite must be for its e-mail. */
export async function acceptInviteAs(db: Db, token: string, person: Person, now = new Date()): Promise<Accepted> {
  const { email } = openInvite(await findInvite(db, token, now));
  if (email !== person.email) {
    throw new DomainError("forbidden", `This invite is for ${email}; you are signed in as ${person.email}.`, {
      next: "Sign out, then open the invite again.",
    });
  }
  return accept(db, token, now, async () => person);
}

async function accept(db: Db, token: string, now: Date, account: (tx: Tx) => Promise<Person>): Promise<Accepted> {
  const { workspace } = openInvite(await findInvite(db, token, now));
  return changeWorkspace({ ...systemContext, db, workspace }, async (tx) => {
    const invite = openInvite(await findInvite(tx, token, now));
    const open = { id: invite.id, acceptedAt: null, revokedAt: null };
    const { count } = await tx.invite.updateMany({ where: open, data: { acceptedAt: now } });
    if (count === 0) throw used();
    const person = await account(tx);
    const { permissions } = await tx.invite.findUniqueOrThrow({ where: { id: invite.id } });
    const ctx = ownerContext(db, workspace, person);
    await addMember(tx, ctx, invite.email, await withoutMissing(tx, ctx, permissions as JsonValue));
    return { person, slug: workspace.slug };
  });
}

// The account, and so the actor, comes to be inside the transaction.
const systemContext = { actor: systemActor, access: fullAccess, origin: "ui" } as const;

function openInvite(invite: FoundInvite | null): FoundInvite {
  if (!invite) throw new DomainError("not-found", "This invite does not exist.", { next: askAgain });
  switch (invite.status) {
    case "pending":
      return invite;
    case "accepted":
      throw used();
    case "revoked":
      throw new DomainError("conflict", "This invite was taken back.", { next: askAgain });
    case "expired":
      throw new DomainError("conflict", "This invite has expired.", { next: askAgain });
  }
}

const askAgain = "Ask a Workspace Owner for a new invite.";

const used = () =>
  new DomainError("conflict", "This invite was already used.", { next: "Sign in with your e-mail and password." });
