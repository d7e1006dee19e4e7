import { inviteDays } from "./invite-token";

/** The words of an invitation; names are put on one line, so that nobody writes their own text into it. */
export function inviteMail(invite: { inviter: string; workspace: string; link: string }) {
  const [inviter, workspace] = [oneLine(invite.inviter), oneLine(invite.workspace)];
  return {
    subject: `${inviter} invites you to ${workspace} on Tributary`,
    text: [
      `${inviter} invites you to the workspace ${workspace} on Tributary.`,
      "",
      `Open this link to accept. It works once, within ${inviteDays} days:`,
      invite.link,
      "",
      "If you did not expect this, do nothing: without the link nothing happens.",
      "",
    ].join("\n"),
  };
}

const oneLine = (text: string) => text.replace(/\s+/g, " ").trim();
