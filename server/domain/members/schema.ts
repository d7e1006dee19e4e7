import { z } from "zod";
import { Email, NewPassword, PersonName } from "@/server/domain/accounts/schema";
import { StateInput } from "@/server/domain/resources/schema";

/** Role grants as a `user` resource carries them; the kind's attribute table checks them further. */
export const InviteMember = z.object({ email: Email, permissions: z.array(StateInput).max(200) });

export const InviteId = z.object({ inviteId: z.string().min(1).max(64) });

const longestToken = 100;
export const InviteToken = z.string().min(1).max(longestToken);

/** What somebody without an account gives to accept an invite. */
export const AcceptInvite = z.object({ token: InviteToken, name: PersonName, password: NewPassword });

export type InviteMember = z.output<typeof InviteMember>;
export type AcceptInvite = z.output<typeof AcceptInvite>;

/** Sends one e-mail of plain text. Throws when the mail server did not take it. */
export type SendMail = (mail: { to: string; subject: string; text: string }) => Promise<void>;
