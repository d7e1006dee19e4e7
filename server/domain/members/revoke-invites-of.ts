import { authorize, type Ctx } from "@/server/core/ctx";
import { recordAudit } from "@/server/domain/audit/record-audit";

/** Takes back every open invite of some e-mails; those without one are no error. */
export async function revokeInvitesOf(ctx: Ctx, emails: readonly string[], now = new Date()): Promise<void> {
  authorize(ctx, "access:manage");
  const wanted = emails.map((email) => email.trim().toLowerCase()).filter((email) => !email.includes("\0"));
  await ctx.db.$transaction(async (tx) => {
    const open = { workspaceId: ctx.workspace.id, email: { in: wanted }, acceptedAt: null, revokedAt: null };
    const invites = await tx.invite.findMany({ where: open, select: { id: true, email: true } });
    await tx.invite.updateMany({
      where: { ...open, id: { in: invites.map(({ id }) => id) } },
      data: { revokedAt: now },
    });
    for (const { id, email } of invites) {
      await recordAudit(tx, ctx, {
        type: "Invite Revoked",
        resourceType: "invite",
        resourceId: id,
        resourceName: email,
      });
    }
  });
}
