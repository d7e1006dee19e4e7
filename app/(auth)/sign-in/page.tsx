import type { Metadata } from "next";
import { redirect } from "next/navigation";
import { Link } from "@/app/_ui/link";
import { getSignedIn } from "@/server/auth";
import { otherServices } from "@/server/auth-providers";
import { database } from "@/server/db";
import { isFirstRun } from "@/server/domain/accounts/is-first-run";
import { mailer } from "@/server/integrations/mail/mailer";
import { OtherServices } from "../_parts/other-services";
import { ownPath } from "../_parts/own-path";
import { SignInForm } from "./sign-in-form";

export const metadata: Metadata = { title: "Sign in" };

type Search = Promise<{ callbackUrl?: string | string[]; error?: string | string[] }>;

export default async function SignInPage({ searchParams }: { searchParams: Search }) {
  const { callbackUrl, error } = await searchParams;
  const path = ownPath(callbackUrl);
  if (await getSignedIn()) redirect(path);
  if (await isFirstRun(database().db)) redirect("/welcome");
  return (
    <>
      <h1 className="mb-4 text-xl font-semibold">Sign in</h1>
      <SignInForm callbackUrl={path} reason={typeof error === "string" ? error : null} />
      {mailer() ? (
        <p className="mt-4 text-center">
          <Link href="/forgot-password">Forgot your password?</Link>
        </p>
      ) : null}
      <OtherServices services={otherServices()} callbackUrl={path} />
    </>
  );
}
