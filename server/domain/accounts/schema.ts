import { z } from "zod";

/** An e-mail as it is compared: trimmed and in lower case. */
export const Email = z.string().trim().toLowerCase().max(320).pipe(z.email("Give an e-mail address."));

/** Control characters and marks that turn the direction of text could make a name look like another one. */
const misleading = /[\p{Cc}\u200e\u200f\u202a-\u202e\u2066-\u2069]/u;

export const PersonName = z
  .string()
  .trim()
  .min(1, "Give your name.")
  .max(120, "A name may have at most 120 characters.")
  .refine((name) => !misleading.test(name) && name.isWellFormed(), "This name has characters that cannot be shown.");

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
