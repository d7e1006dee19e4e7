import { createTransport } from "nodemailer";
import { env } from "@/server/env";

const waitMs = 10_000;

export interface MailSettings {
  /** smtp:// or smtps:// with user and password in it; nothing is sent without one. */
  readonly SMTP_URL?: string | undefined;
  readonly MAIL_FROM: string;
}

export interface Mail {
  readonly to: string;
  readonly subject: string;
  readonly text: string;
}

/** Sends plain text through the configured mail server; null when there is none. Throws what the server said. */
export function mailer({ SMTP_URL, MAIL_FROM }: MailSettings = env()): ((mail: Mail) => Promise<void>) | null {
  if (!SMTP_URL) return null;
  const transport = createTransport(
    {
      url: SMTP_URL,
      connectionTimeout: waitMs,
      greetingTimeout: waitMs,
      socketTimeout: waitMs,
      // Text of ours never names files or addresses to fetch.
      disableFileAccess: true,
      disableUrlAccess: true,
    },
    { from: MAIL_FROM },
  );
  return async ({ to, subject, text }) => {
    // Given as an object, so that nothing in the address is read as a second recipient.
    await transport.sendMail({ to: { name: "", address: to }, subject, text });
  };
}
