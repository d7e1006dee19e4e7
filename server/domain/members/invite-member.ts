import type { Prisma } from "@/prisma/generated/client";
import { actorLabel, authorize, type Ctx, type Tx } from "@/server/core/ctx";
import { DomainError, InvalidError } from "@/server/core/errors";
import { parseState } from "@/server/core/kinds/parse-state";
import { resourceKinds } from "@/server/core/kinds/table";
import { findAccount } from "@/server/domain/accounts/find-account";
import { recordAudit } from "@/server/domain/audit/record-audit";
import { checkReferences } from "@/server/domain/resources/store-resource";
import { findMember } from "./find-member";
import { inviteMail } from "./invite-mail";
import { hashInviteToken, inviteDays, newInviteToken } from "./invite-token";
import { describeInvite, type ListedInvite } from "./list-invites";
import type { InviteMember, SendMail } from "./schema";

export interface InviteOptions {
  /** Address of the page where a token is accepted. */
  readonly linkFor: (token: string) => string;
  /** Null when no mail server is configured. */
  readonly sendMail: SendMail | null;
  readonly now?: Date;
}

export interface Invited {
  readonly invite: ListedInvite;
  /** To be handed over by the inviter, shown this once; null when it was mailed, so that opening it proves the e-mail. */
  readonly link: string | null;
}

/** Invites an e-mail with the roles it will have; an earlier open invite of the same e-mail stops working. */
export async function inviteMember(ctx: Ctx, input: InviteMember, options: InviteOptions): Promise<Invited> {
  authorize(ctx, "access:manage");
  const { now = new Date(), linkFor, sendMail } = options;
  const token = newInviteToken();
  const row = await ctx.db.$transaction((tx) => storeInvite(tx, ctx, input, token, now));
  const invite = describeInvite(row, now);
  const link = linkFor(token);
  if (!sendMail) return { invite, link };
  const mail = inviteMail({ inviter: actorLabel(ctx.actor), workspace: ctx.workspace.name, link });
  try {
    await sendMail({ to: input.email, ...mail });
  } catch (cause) {
    await ctx.db.invite.update({ where: { id: row.id }, data: { revokedAt: now } });
    throw new DomainError("unavailable", `The invite to ${input.email} could not be mailed, and was taken back.`, {
      next: "Try again; if it keeps failing, ask the operator to check SMTP_URL.",
      cause,
    });
  }
  return { invite, link: null };
}

/** Stores an invite in the caller's transaction; an earlier open one of the same e-mail stops working. */
export async function storeInvite(tx: Tx, ctx: Ctx, { email, permissions }: InviteMember, token: string, now: Date) {
  const workspaceId = ctx.workspace.id;
  const { state, problems } = parseState(resourceKinds.user, { email, permissions });
  if (problems.length > 0) throw new InvalidError(problems);
  await checkReferences(tx, ctx, resourceKinds.user, state, "");
  const member = await findMember(tx, workspaceId, email);
  // Somebody can be a member before they have an account: an invite is how they get one.
  if (member && (await findAccount(tx, email))) {
    throw new InvalidError([{ path: "email", message: `${email} is already a member of this workspace.` }]);
  }
  const open = { workspaceId, email, acceptedAt: null, revokedAt: null };
  await tx.invite.updateMany({ where: open, data: { revokedAt: now } });
  const row = await tx.invite.create({
    data: {
      workspaceId,
      email,
      permissions: state.permissions as Prisma.InputJsonValue,
      tokenHash: hashInviteToken(token),
      invitedBy: actorLabel(ctx.actor),
      createdAt: now,
      expiresAt: new Date(now.getTime() + inviteDays * 24 * 60 * 60_000),
    },
  });
  await recordAudit(tx, ctx, { type: "User Invited", resourceType: "invite", resourceId: row.id, resourceName: email });
  return row;
}
