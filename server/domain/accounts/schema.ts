import { z } from "zod";
import { shownName } from "@/server/core/shown-name";

/** An e-mail as it is compared: trimmed and in lower case. */
export const Email = z.string().trim().toLowerCase().max(320).pipe(z.email("Give an e-mail address."));

export const PersonName = shownName(120, "Give your name.");

const leastLength = 10;

export const NewPassword = z
  .string()
  .min(leastLength, `Use at least ${leastLength} characters.`)
  .max(256, "Use at most 256 characters.")
  .refine((password) => new Set(password).size > 3, "Use more different characters.");

export const SignIn = z.object({
  email: Email,
  password: z.string().min(1, "Give your password.").max(256, "Use at most 256 characters."),
});

export const ChangePassword = z.object({
  current: z.string().min(1, "Give your present password.").max(256),
  next: NewPassword,
});

export const ForgotPassword = z.object({ email: Email });

export const ResetToken = z.string().min(1).max(100);

export const ResetPassword = z.object({ token: ResetToken, password: NewPassword });

/** Somebody who signed in; the e-mail links them to the `user` resources of workspaces. */
export interface Person {
  readonly accountId: string;
  readonly email: string;
  readonly name: string;
}

export type ForgotPassword = z.output<typeof ForgotPassword>;
export type ResetPassword = z.output<typeof ResetPassword>;
export type SignIn = z.output<typeof SignIn>;
export type ChangePassword = z.output<typeof ChangePassword>;
