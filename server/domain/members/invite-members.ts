import { actorLabel, authorize, type Ctx, type Tx } from "@/server/core/ctx";
import { DomainError, InvalidError } from "@/server/core/errors";
import { changeWorkspace } from "@/server/domain/changes/change-workspace";
import { canonicalJson } from "@/server/domain/resources/canonical";
import type { JsonValue } from "@/server/hcl/schema";
import { findMember } from "./find-member";
import { grantProblems } from "./grant-problems";
import { inviteMail } from "./invite-mail";
import { type InviteOptions, storeInvite } from "./invite-member";
import { newInviteToken } from "./invite-token";
import type { InviteMember, SendMail } from "./schema";
import { setPermissionsIn } from "./set-permissions";

/** As long as an API client goes on repeating a request whose answer was lost. */
const repeatedWithinMs = 3 * 60_000;

interface Letter {
  readonly inviteId: string;
  readonly email: string;
  readonly token: string;
}

/**
 * Invites several e-mails at once, or none: how API clients give people access. A member gets exactly the given roles;
 * somebody whom the same client has just invited with the same roles is not invited again. Links are mailed; without a
 * mail server an owner makes them in the list of invites.
 */
export async function inviteMembers(
  ctx: Ctx,
  invites: readonly InviteMember[],
  { linkFor, sendMail, now = new Date() }: InviteOptions,
): Promise<void> {
  authorize(ctx, "access:manage");
  const letters = await changeWorkspace(ctx, async (tx) => {
    const made: Letter[] = [];
    for (const [index, invite] of invites.entries()) {
      const letter = await inviteIn(tx, ctx, invite, now).catch((error) => within(`invites.${index}`, error));
      if (letter) made.push(letter);
    }
    return made;
  });
  if (sendMail) await mailAll(ctx, letters, linkFor, sendMail, now);
}

async function inviteIn(tx: Tx, ctx: Ctx, invite: InviteMember, now: Date): Promise<Letter | null> {
  const { email, permissions } = invite;
  const id = await findMember(tx, ctx.workspace.id, email);
  if (id) {
    await setPermissionsIn(tx, ctx, { kind: "user", id, permissions, mode: "replace" });
    return null;
  }
  const problems = grantProblems(ctx, permissions);
  if (problems.length > 0) throw new InvalidError(problems);
  if (await isRepeated(tx, ctx, invite, now)) return null;
  const token = newInviteToken();
  const row = await storeInvite(tx, ctx, invite, token, now);
  return { inviteId: row.id, email, token };
}

async function isRepeated(tx: Tx, ctx: Ctx, { email, permissions }: InviteMember, now: Date): Promise<boolean> {
  const earlier = await tx.invite.findFirst({
    where: {
      workspaceId: ctx.workspace.id,
      email,
      invitedBy: actorLabel(ctx.actor),
      acceptedAt: null,
      revokedAt: null,
      createdAt: { gt: new Date(now.getTime() - repeatedWithinMs) },
    },
  });
  return earlier !== null && canonicalJson(earlier.permissions as JsonValue) === canonicalJson(permissions);
}

async function mailAll(
  ctx: Ctx,
  letters: readonly Letter[],
  linkFor: InviteOptions["linkFor"],
  sendMail: SendMail,
  now: Date,
): Promise<void> {
  for (const [index, { email, token }] of letters.entries()) {
    const mail = inviteMail({ inviter: actorLabel(ctx.actor), workspace: ctx.workspace.name, link: linkFor(token) });
    try {
      await sendMail({ to: email, ...mail });
    } catch (cause) {
      const unsent = letters.slice(index).map(({ inviteId }) => inviteId);
      await ctx.db.invite.updateMany({ where: { id: { in: unsent } }, data: { revokedAt: now } });
      throw new DomainError("unavailable", `The invite to ${email} could not be mailed, and was taken back.`, {
        next: "Try again; if it keeps failing, ask the operator to check SMTP_URL.",
        cause,
      });
    }
  }
}

/** Says problems of one invite at its place among the others. */
function within(place: string, error: unknown): never {
  if (!(error instanceof InvalidError)) throw error;
  throw new InvalidError(error.fields.map(({ path, message }) => ({ path: `${place}.${path}`, message })));
}
