import type { Db } from "@/server/core/ctx";
import { log } from "@/server/log";
import { takeOf } from "./limit-attempts";
import { noPasswordMail, resetMail } from "./reset-mail";
import { issueResetToken } from "./reset-token";
import type { ForgotPassword } from "./schema";

export interface RequestResetOptions {
  /** Where the request comes from; null when it cannot be known for sure. */
  readonly address: string | null;
  /** Address of the page where a token is used. */
  readonly linkFor: (token: string) => string;
  readonly sendMail: (mail: { to: string; subject: string; text: string }) => Promise<void>;
  readonly now?: Date;
}

const [mostPerEmail, mostPerAddress] = [3, 10];

/**
 * Takes a request for a mailed link, and gives what is to be done after answering: only that looks whether the e-mail
 * has an account, so that neither the answer nor its time tells. Throws `rate-limited`.
 */
export async function requestPasswordReset(
  db: Db,
  { email }: ForgotPassword,
  { address, linkFor, sendMail, now = new Date() }: RequestResetOptions,
): Promise<() => Promise<void>> {
  const limits = [
    { key: `reset ${email}`, most: mostPerEmail },
    ...(address === null ? [] : [{ key: `reset address ${address}`, most: mostPerAddress }]),
  ];
  await takeOf(db, limits, now, "Too many links were asked for.");
  return async () => {
    try {
      const account = await db.account.findUnique({
        where: { email },
        select: { id: true, passwordHash: true, identities: { select: { provider: true } } },
      });
      if (!account) return;
      const { id, passwordHash, identities } = account;
      // Setting a password here would go past the other service, which decides who signs in.
      const mail = passwordHash
        ? resetMail(linkFor(await issueResetToken(db, id, now)))
        : noPasswordMail(identities.map(({ provider }) => provider));
      await sendMail({ to: email, ...mail });
    } catch (error) {
      log().error({ error }, "A link to reset a password could not be mailed");
    }
  };
}
