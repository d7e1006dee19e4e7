import { z } from "zod";
import { Email } from "@/server/domain/accounts/schema";
import { inviteMembers } from "@/server/domain/members/invite-members";
import { listInvited } from "@/server/domain/members/list-invited";
import { revokeInvitesOf } from "@/server/domain/members/revoke-invites-of";
import { mailer } from "@/server/integrations/mail/mailer";
import { publicUrl } from "@/server/public-url";
import { paginationOf } from "../pagination";
import { GivenPermissions, permissionsFromApi } from "../permission-shapes";
import { textsIn } from "../query";
import { done } from "../resources";
import { type Route, route } from "../route";
import { PaginationShape, Status } from "../shapes";

const tag = "IAM Users";
const mostInvites = 200;

const linkFor = (token: string) => `${publicUrl()}/invite/${token}`;

export const inviteRoutes: readonly Route[] = [
  route("GET", "/invites", {
    operation: "listInvites",
    tag,
    summary: "E-mails with an open invite",
    paged: true,
    answer: z.object({ invites: z.array(z.string()), pagination: PaginationShape }),
    run: async ({ ctx, page }) => {
      const { emails, total } = await listInvited(ctx, page);
      return { invites: emails, pagination: paginationOf(page, total) };
    },
  }),
  route("POST", "/invites", {
    operation: "createInvites",
    tag,
    summary: "Invite e-mails; those who are users already get exactly these roles",
    body: z.strictObject({
      invites: z
        .array(z.strictObject({ email: Email, permissions: GivenPermissions }))
        .min(1)
        .max(mostInvites),
    }),
    status: 201,
    answer: z.object({ emails: z.array(z.string()) }),
    run: async ({ ctx, body }) => {
      const invites = body.invites.map(({ email, permissions }) => ({
        email,
        permissions: permissionsFromApi(permissions),
      }));
      await inviteMembers(ctx, invites, { linkFor, sendMail: mailer() });
      return { emails: invites.map(({ email }) => email) };
    },
  }),
  route("DELETE", "/invites", {
    operation: "deleteInvites",
    tag,
    summary: "Take invites back",
    query: [{ name: "emails", description: "E-mails, as `emails.0=…`; those without an invite are passed over" }],
    answer: Status,
    run: async ({ ctx, query }) => {
      await revokeInvitesOf(ctx, textsIn(query, "emails"));
      return done;
    },
  }),
];
