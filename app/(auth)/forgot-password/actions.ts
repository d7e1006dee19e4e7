"use server";

import { headers } from "next/headers";
import { after } from "next/server";
import type { FormError } from "@/app/_ui/form-error-summary";
import { database } from "@/server/db";
import { addressHeader, clientAddress } from "@/server/domain/accounts/client-address";
import { requestPasswordReset } from "@/server/domain/accounts/request-password-reset";
import { ForgotPassword } from "@/server/domain/accounts/schema";
import { mailer } from "@/server/integrations/mail/mailer";
import { publicUrl } from "@/server/public-url";
import { submitted } from "../_parts/form-errors";

const linkFor = (token: string) => `${publicUrl()}/reset-password/${token}`;

/** Mails a link if the e-mail has an account; the answer, and when it comes, is the same if not. */
export async function askForLink(values: unknown): Promise<FormError[]> {
  const sendMail = mailer();
  if (!sendMail) return [{ message: "This server sends no mail. Ask whoever runs it for a link." }];
  const address = clientAddress({ [addressHeader]: (await headers()).get(addressHeader) });
  return submitted(ForgotPassword, values, async (input) => {
    after(await requestPasswordReset(database().db, input, { address, linkFor, sendMail }));
  });
}
