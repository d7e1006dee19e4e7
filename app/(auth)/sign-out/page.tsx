import type { Metadata } from "next";
import { redirect } from "next/navigation";
import { getSignedIn } from "@/server/auth";
import { ownPath } from "../_parts/own-path";
import { SignOutForm } from "./sign-out-form";

export const metadata: Metadata = { title: "Sign out" };

type Search = Promise<{ callbackUrl?: string | string[] }>;

export default async function SignOutPage({ searchParams }: { searchParams: Search }) {
  const { callbackUrl } = await searchParams;
  const person = await getSignedIn();
  if (!person) redirect("/sign-in");
  return (
    <>
      <h1 className="mb-1 text-xl font-semibold">Sign out</h1>
      <p className="mb-4 text-ink-muted">
        You are signed in as <span className="font-medium text-ink">{person.email}</span>. Other browsers stay signed
        in.
      </p>
      <SignOutForm callbackUrl={callbackUrl ? ownPath(callbackUrl) : "/sign-in"} stay={ownPath(callbackUrl)} />
    </>
  );
}
