"use server";

import type { FormError } from "@/app/_ui/form-error-summary";
import { database } from "@/server/db";
import { resetPassword } from "@/server/domain/accounts/reset-password";
import { ResetPassword } from "@/server/domain/accounts/schema";
import { submitted } from "../../_parts/form-errors";

/** Sets the chosen password; the page signs in with it afterwards. */
export async function choosePassword(values: unknown): Promise<FormError[]> {
  return submitted(ResetPassword, values, (input) => resetPassword(database().db, input));
}
