"use server";

import { z } from "zod";
import type { FormError } from "@/app/_ui/form-error-summary";
import { getSignedIn } from "@/server/auth";
import { database } from "@/server/db";
import { acceptInvite, acceptInviteAs } from "@/server/domain/members/accept-invite";
import { AcceptInvite, InviteToken } from "@/server/domain/members/schema";
import { submitted } from "../../_parts/form-errors";

/** Accepts an invite with a new account; the page signs in with it afterwards. */
export async function join(values: unknown): Promise<FormError[]> {
  return submitted(AcceptInvite, values, (input) => acceptInvite(database().db, input));
}

/** Accepts an invite for whoever is signed in. */
export async function joinSignedIn(values: unknown): Promise<FormError[]> {
  const person = await getSignedIn();
  if (!person) return [{ message: "You are no longer signed in. Sign in, then open the invite again." }];
  return submitted(z.object({ token: InviteToken }), values, ({ token }) =>
    acceptInviteAs(database().db, token, person),
  );
}
