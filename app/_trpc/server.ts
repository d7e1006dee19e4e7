import { TRPCError } from "@trpc/server";
import { headers } from "next/headers";
import { notFound, redirect } from "next/navigation";
import { cache } from "react";
import { createCaller } from "@/server/api/root";
import { getSignedIn } from "@/server/auth";
import { database } from "@/server/db";
import { pathHeader, signInHref } from "./sign-in-href";

/** The API as server components call it. Whoever is not signed in is sent to sign in, and comes back to the same page. */
export const apiFor = cache(async () => {
  const person = await getSignedIn();
  if (!person) redirect(signInHref((await headers()).get(pathHeader)));
  return createCaller({ db: database().db, signedIn: person, contexts: new Map() });
});

export type Api = Awaited<ReturnType<typeof apiFor>>;

/** Who is signed in, the workspace and what they may do there; asked once per request. The "not found" page for strangers. */
export const meIn = cache(async (workspace: string) => orNotFound((await apiFor()).me.get({ workspace })));

/** Waits for an answer of the API; what does not exist, or not for this person, becomes the "not found" page. */
export async function orNotFound<T>(answer: Promise<T>): Promise<T> {
  try {
    return await answer;
  } catch (error) {
    if (notForThem.some((code) => isRefusal(error, code))) notFound();
    throw error;
  }
}

const notForThem = ["NOT_FOUND", "FORBIDDEN", "BAD_REQUEST"] as const;

/** True for an error that the API threw with this code. */
export const isRefusal = (error: unknown, code: TRPCError["code"]) => error instanceof TRPCError && error.code === code;
