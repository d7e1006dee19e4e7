import type { Metadata } from "next";
import { redirect } from "next/navigation";
import { ButtonLink } from "@/app/_ui/button-link";
import { getSignedIn } from "@/server/auth";
import { database } from "@/server/db";
import { findInvite } from "@/server/domain/members/find-invite";
import { InviteAnswer } from "./invite-answer";

// The address holds the token: no other site may learn it as a referrer.
export const metadata: Metadata = { title: "Invite", referrer: "no-referrer" };

const closedTitles = {
  accepted: "This invite was already used",
  revoked: "This invite was taken back",
  expired: "This invite has expired",
  unknown: "This invite does not exist",
} as const;

function ClosedInvite({ state }: { state: keyof typeof closedTitles }) {
  return (
    <>
      <h1 className="mb-1 text-xl font-semibold">{closedTitles[state]}</h1>
      <p className="mb-4 text-ink-muted">
        {state === "accepted" ? "If it was you, sign in." : "Ask a Workspace Owner for a new one."}
      </p>
      <ButtonLink href="/">Go to your workspaces</ButtonLink>
    </>
  );
}

export default async function InvitePage({ params }: { params: Promise<{ token: string }> }) {
  const { token } = await params;
  const invite = await findInvite(database().db, token);
  if (!invite) return <ClosedInvite state="unknown" />;
  const person = await getSignedIn();
  // Whoever came back from another service has joined by signing in there.
  if (invite.status === "accepted" && person?.email === invite.email)
    redirect(`/${encodeURIComponent(invite.workspace.slug)}`);
  if (invite.status !== "pending") return <ClosedInvite state={invite.status} />;
  return (
    <>
      <h1 className="mb-1 text-xl font-semibold" dir="auto">
        Join {invite.workspace.name}
      </h1>
      <p className="mb-4 text-ink-muted">
        {invite.invitedBy} invites {invite.email} to this workspace.
      </p>
      <InviteAnswer token={token} invite={invite} person={person} />
    </>
  );
}
