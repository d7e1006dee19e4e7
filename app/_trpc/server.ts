import { TRPCError } from "@trpc/server";
import { headers } from "next/headers";
import { notFound, redirect } from "next/navigation";
import { cache } from "react";
import { createCaller } from "@/server/api/root";
import { getSignedIn } from "@/server/auth";
import { database } from "@/server/db";
import { pathHeader, signInHref } from "./sign-in-href";

/** Who is signed in, asked once per request; null when nobody is. */
export const signedIn = cache(() => getSignedIn());

/** The API as server components call it. Whoever is not signed in is sent to sign in, and comes back to the same page. */
export const apiFor = cache(async () => {
  const person = await signedIn();
  if (!person) redirect(signInHref((await headers()).get(pathHeader)));
  return createCaller({ db: database().db, signedIn: person });
});

export type Api = Awaited<ReturnType<typeof apiFor>>;

/** Waits for an answer of the API; what does not exist, or not for this person, becomes the "not found" page. */
export async function orNotFound<T>(answer: Promise<T>): Promise<T> {
  try {
    return await answer;
  } catch (error) {
    if (error instanceof TRPCError && (error.code === "NOT_FOUND" || error.code === "BAD_REQUEST")) notFound();
    throw error;
  }
}
