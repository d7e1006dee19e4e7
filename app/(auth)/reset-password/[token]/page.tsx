import type { Metadata } from "next";
import { ButtonLink } from "@/app/_ui/button-link";
import { database } from "@/server/db";
import { findPasswordReset } from "@/server/domain/accounts/find-password-reset";
import { ResetPasswordForm } from "./reset-password-form";

// The address holds the token: no other site may learn it as a referrer.
export const metadata: Metadata = { title: "Choose a new password", referrer: "no-referrer" };

const closedTitles = {
  used: "This link was already used",
  expired: "This link has expired",
  unknown: "This link does not exist",
} as const;

/** Opening the page uses nothing up: programs that look into mail open links, too. */
export default async function ResetPasswordPage({ params }: { params: Promise<{ token: string }> }) {
  const { token } = await params;
  const reset = await findPasswordReset(database().db, token);
  const status = reset?.status ?? "unknown";
  if (!reset || status !== "open") {
    return (
      <>
        <h1 className="mb-1 text-xl font-semibold">{closedTitles[status === "open" ? "unknown" : status]}</h1>
        <p className="mb-4 text-ink-muted">A link works once, within 30 minutes. Ask for a new one.</p>
        <ButtonLink href="/sign-in">Go to sign in</ButtonLink>
      </>
    );
  }
  return (
    <>
      <h1 className="mb-1 text-xl font-semibold">Choose a new password</h1>
      <p className="mb-4 text-ink-muted">Saving it signs you out everywhere else.</p>
      <ResetPasswordForm token={token} email={reset.person.email} />
    </>
  );
}
