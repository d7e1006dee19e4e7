"use server";

import type { FormError } from "@/app/_ui/form-error-summary";
import { getSignedIn } from "@/server/auth";
import { database } from "@/server/db";
import { CreateFirstOwner, createFirstOwner } from "@/server/domain/accounts/create-first-owner";
import { createWorkspace } from "@/server/domain/workspaces/create-workspace";
import { CreateWorkspace } from "@/server/domain/workspaces/schema";
import { submitted } from "../_parts/form-errors";

/** Creates the first account and its workspace; the page signs in with it afterwards. */
export async function setUp(values: unknown): Promise<FormError[]> {
  return submitted(CreateFirstOwner, values, (input) => createFirstOwner(database().db, input));
}

/** Creates a workspace for whoever is signed in. */
export async function addWorkspace(values: unknown): Promise<FormError[]> {
  const person = await getSignedIn();
  if (!person) return [{ message: "You are no longer signed in. Sign in, then try again." }];
  return submitted(CreateWorkspace, values, (input) => createWorkspace(database().db, input, person));
}
