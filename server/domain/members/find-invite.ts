import type { Db, Tx } from "@/server/core/ctx";
import { findAccount } from "@/server/domain/accounts/find-account";
import { type InviteStatus, inviteStatus } from "./invite-status";
import { hashInviteToken } from "./invite-token";

export interface FoundInvite {
  readonly id: string;
  readonly email: string;
  readonly invitedBy: string;
  readonly status: InviteStatus;
  readonly workspace: { readonly id: string; readonly slug: string; readonly name: string };
  /** The e-mail has an account: its owner signs in instead of choosing a password. */
  readonly hasAccount: boolean;
}

/** What the holder of a token may know about the invite; null for an unknown token. */
export async function findInvite(db: Db | Tx, token: string, now = new Date()): Promise<FoundInvite | null> {
  const invite = await db.invite.findUnique({
    where: { tokenHash: hashInviteToken(token) },
    include: { workspace: true },
  });
  if (!invite) return null;
  const { id, email, invitedBy, workspace } = invite;
  return {
    id,
    email,
    invitedBy,
    status: inviteStatus(invite, now),
    workspace: { id: workspace.id, slug: workspace.slug, name: workspace.name },
    hasAccount: (await findAccount(db, email)) !== null,
  };
}
