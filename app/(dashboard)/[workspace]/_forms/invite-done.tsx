"use client";

import { ButtonLink } from "@/app/_ui/button-link";
import { CopyButton } from "@/app/_ui/copy-button";
import { Notice } from "@/app/_ui/notice";

/** The link of an invite where no mail server is set up: shown this once. */
export function InviteDone({ link, listHref }: { link: string; listHref: string }) {
  return (
    <div className="max-w-3xl space-y-4">
      <Notice kind="success" live title="The invite is ready">
        No mail server is set up, so hand this link over yourself. It is shown only now.
      </Notice>
      <p className="flex items-center gap-2 rounded-md border border-line bg-sunken p-2">
        <code className="min-w-0 grow text-sm wrap-anywhere">{link}</code>
        <CopyButton text={link} label="Copy the invite link" />
      </p>
      <ButtonLink href={listHref}>Back to users</ButtonLink>
    </div>
  );
}
