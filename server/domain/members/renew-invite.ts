import { actorLabel, authorize, type Ctx } from "@/server/core/ctx";
import { DomainError, NotFoundError } from "@/server/core/errors";
import { recordAudit } from "@/server/domain/audit/record-audit";
import { inviteMail } from "./invite-mail";
import type { InviteOptions } from "./invite-member";
import { inviteStatus } from "./invite-status";
import { hashInviteToken, inviteDays, newInviteToken } from "./invite-token";

/**
 * Gives an invite another link and a week more; the link before stops working. Mailed where that is set up: then null,
 * else the link to hand over, shown this once. Throws `conflict` for an invite that was accepted or taken back.
 */
export async function renewInvite(
  ctx: Ctx,
  { inviteId }: { inviteId: string },
  { linkFor, sendMail, now = new Date() }: InviteOptions,
): Promise<{ link: string | null }> {
  authorize(ctx, "access:manage");
  const token = newInviteToken();
  const email = await ctx.db.$transaction(async (tx) => {
    const open = { id: inviteId, workspaceId: ctx.workspace.id, acceptedAt: null, revokedAt: null };
    const expiresAt = new Date(now.getTime() + inviteDays * 24 * 60 * 60_000);
    const data = { tokenHash: hashInviteToken(token), expiresAt };
    const { count } = await tx.invite.updateMany({ where: open, data });
    const invite = await tx.invite.findFirst({ where: { id: inviteId, workspaceId: ctx.workspace.id } });
    if (!invite) throw new NotFoundError("invite", inviteId);
    if (count === 0) {
      const done = inviteStatus(invite, now) === "accepted" ? "accepted" : "taken back";
      throw new DomainError("conflict", `The invite of ${invite.email} was ${done}.`, {
        next: "Invite the person again if that is what you want.",
      });
    }
    await recordAudit(tx, ctx, {
      type: "Invite Renewed",
      resourceType: "invite",
      resourceId: invite.id,
      resourceName: invite.email,
    });
    return invite.email;
  });
  const link = linkFor(token);
  if (!sendMail) return { link };
  const mail = inviteMail({ inviter: actorLabel(ctx.actor), workspace: ctx.workspace.name, link });
  try {
    await sendMail({ to: email, ...mail });
  } catch (cause) {
    throw new DomainError("unavailable", `The new link for ${email} could not be mailed.`, {
      next: "Try again; if it keeps failing, ask the operator to check SMTP_URL.",
      cause,
    });
  }
  return { link: null };
}
