import { ButtonLink } from "@/app/_ui/button-link";
import { Notice } from "@/app/_ui/notice";
import { otherServices } from "@/server/auth-providers";
import type { SignedIn } from "@/server/domain/accounts/find-session";
import type { FoundInvite } from "@/server/domain/members/find-invite";
import { OtherServices } from "../../_parts/other-services";
import { JoinForm, JoinSignedInForm } from "./join-form";

export interface InviteAnswerProps {
  token: string;
  invite: FoundInvite;
  person: SignedIn | null;
}

/** How this visitor can accept an open invite. */
export function InviteAnswer({ token, invite, person }: InviteAnswerProps) {
  const { email, workspace, hasAccount } = invite;
  const here = `/invite/${encodeURIComponent(token)}`;
  const back = new URLSearchParams({ callbackUrl: here });
  if (person?.email === email) return <JoinSignedInForm token={token} workspace={workspace} />;
  if (person) {
    return (
      <Notice
        kind="warning"
        title={`This invite is for ${email}`}
        actions={<ButtonLink href={`/sign-out?${back}`}>Sign out</ButtonLink>}
      >
        You are signed in as {person.email}. Sign out to accept it.
      </Notice>
    );
  }
  if (hasAccount) {
    return (
      <ButtonLink href={`/sign-in?${back}`} variant="primary" className="w-full">
        Sign in as {email}
      </ButtonLink>
    );
  }
  return (
    <>
      <JoinForm token={token} email={email} workspace={workspace} />
      <OtherServices services={otherServices()} callbackUrl={here} />
    </>
  );
}
