import { authorize, type Ctx } from "@/server/core/ctx";
import { DomainError, NotFoundError } from "@/server/core/errors";
import { recordAudit } from "@/server/domain/audit/record-audit";

/** Takes an invite back: its link stops working at once. Throws `conflict` when it was accepted before. */
export async function revokeInvite(ctx: Ctx, { inviteId }: { inviteId: string }, now = new Date()): Promise<void> {
  authorize(ctx, "access:manage");
  await ctx.db.$transaction(async (tx) => {
    const own = { id: inviteId, workspaceId: ctx.workspace.id };
    const invite = await tx.invite.findFirst({ where: own });
    if (!invite) throw new NotFoundError("invite", inviteId);
    const open = { ...own, acceptedAt: null, revokedAt: null };
    const { count } = await tx.invite.updateMany({ where: open, data: { revokedAt: now } });
    if (count === 1) {
      await recordAudit(tx, ctx, {
        type: "Invite Revoked",
        resourceType: "invite",
        resourceId: invite.id,
        resourceName: invite.email,
      });
    } else if ((await tx.invite.count({ where: { ...own, acceptedAt: { not: null } } })) > 0) {
      throw new DomainError("conflict", `${invite.email} has already accepted this invite.`, {
        next: "Remove the user from the workspace instead.",
      });
    }
  });
}
