import { router, workspaceProcedure } from "@/server/api/init";
import { inviteMember } from "@/server/domain/members/invite-member";
import { listInvites } from "@/server/domain/members/list-invites";
import { renewInvite } from "@/server/domain/members/renew-invite";
import { revokeInvite } from "@/server/domain/members/revoke-invite";
import { InviteId, InviteMember } from "@/server/domain/members/schema";
import { mailer } from "@/server/integrations/mail/mailer";
import { publicUrl } from "@/server/public-url";

const linkFor = (token: string) => `${publicUrl()}/invite/${token}`;

export const accessRouter = router({
  invites: workspaceProcedure.query(({ ctx }) => listInvites(ctx.workspaceCtx)),
  /** The link is null when it was mailed; otherwise it is shown this once. */
  invite: workspaceProcedure
    .input(InviteMember)
    .mutation(({ ctx, input }) => inviteMember(ctx.workspaceCtx, input, { linkFor, sendMail: mailer() })),
  /** Another link for an open invite, such as one that an API client made; the same about the link. */
  renewInvite: workspaceProcedure
    .input(InviteId)
    .mutation(({ ctx, input }) => renewInvite(ctx.workspaceCtx, input, { linkFor, sendMail: mailer() })),
  revokeInvite: workspaceProcedure.input(InviteId).mutation(({ ctx, input }) => revokeInvite(ctx.workspaceCtx, input)),
});
