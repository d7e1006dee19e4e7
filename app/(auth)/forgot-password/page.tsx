import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { Link } from "@/app/_ui/link";
import { mailer } from "@/server/integrations/mail/mailer";
import { ForgotPasswordForm } from "./forgot-password-form";

export const metadata: Metadata = { title: "Forgot your password" };

// Whether mail is configured is known when the server runs, not when it is built.
export const dynamic = "force-dynamic";

export default function ForgotPasswordPage() {
  if (!mailer()) notFound();
  return (
    <>
      <h1 className="mb-1 text-xl font-semibold">Forgot your password</h1>
      <p className="mb-4 text-ink-muted">Give your e-mail, and a link to choose a new one is mailed to you.</p>
      <ForgotPasswordForm />
      <p className="mt-4 text-center">
        <Link href="/sign-in">Back to sign in</Link>
      </p>
    </>
  );
}
