import type { Db, Tx } from "@/server/core/ctx";
import type { Person } from "@/server/domain/accounts/schema";
import type { JsonValue } from "@/server/hcl/schema";
import { addMember } from "./add-member";
import { ownerContext } from "./add-owner";
import { withoutMissing } from "./without-missing";

/**
 * Takes a new person into every workspace that their e-mail is invited to, with the roles of the invites, in the caller's
 * transaction. Only for an e-mail that was proved: it stands in for opening the link.
 */
export async function joinInvited(tx: Tx, db: Db, person: Person, now: Date): Promise<void> {
  const open = { email: person.email, acceptedAt: null, revokedAt: null, expiresAt: { gt: now } };
  const invites = await tx.invite.findMany({
    where: open,
    include: { workspace: true },
    // One order for all: each workspace's row is held from its first change record on.
    orderBy: [{ workspaceId: "asc" }, { createdAt: "desc" }],
  });
  for (const { id, workspace, permissions } of invites) {
    const { count } = await tx.invite.updateMany({ where: { ...open, id }, data: { acceptedAt: now } });
    if (count === 0) continue;
    const ctx = ownerContext(db, workspace, person);
    await addMember(tx, ctx, person.email, await withoutMissing(tx, ctx, permissions as JsonValue));
  }
}
