"use client";

import { useRouter } from "next/navigation";
import { useState } from "react";
import { useTRPCClient } from "@/app/_trpc/client";
import { failureText } from "@/app/_trpc/failure";
import { Button } from "@/app/_ui/button";
import { CopyButton } from "@/app/_ui/copy-button";
import { Dialog, DialogClose } from "@/app/_ui/dialog";
import { Notice } from "@/app/_ui/notice";
import { showToast } from "@/app/_ui/toast";

/** Makes another link for an open invite, and shows it this once where no mail server takes it. */
export function RenewInvite({ slug, id, email }: { slug: string; id: string; email: string }) {
  const client = useTRPCClient();
  const router = useRouter();
  const [open, setOpen] = useState(false);
  const [pending, setPending] = useState(false);
  const [problem, setProblem] = useState<string | null>(null);
  const [link, setLink] = useState<string | null>(null);
  const change = (next: boolean) => {
    setOpen(next);
    setProblem(null);
    setLink(null);
  };
  const renew = async () => {
    setPending(true);
    setProblem(null);
    try {
      const renewed = await client.access.renewInvite.mutate({ workspace: slug, inviteId: id });
      router.refresh();
      if (renewed.link !== null) setLink(renewed.link);
      else {
        showToast("success", "A new link was mailed", email);
        change(false);
      }
    } catch (error) {
      setProblem(failureText(error));
    } finally {
      setPending(false);
    }
  };
  const ask = (
    <>
      <DialogClose>Cancel</DialogClose>
      <Button variant="primary" pending={pending} onClick={renew}>
        Make a new link
      </Button>
    </>
  );
  return (
    <>
      <Button size="sm" onClick={() => change(true)}>
        New link
      </Button>
      <Dialog
        open={open}
        onOpenChange={change}
        title={link === null ? `A new link for ${email}?` : `The link for ${email}`}
        footer={link === null ? ask : <DialogClose>Done</DialogClose>}
      >
        <div className="space-y-3">
          {link === null ? (
            <p>The link before stops working, and the new one works for a week. Invites of API clients begin so.</p>
          ) : (
            <NewLink link={link} />
          )}
          {problem === null ? null : (
            <Notice kind="danger" live>
              {problem}
            </Notice>
          )}
        </div>
      </Dialog>
    </>
  );
}

const NewLink = ({ link }: { link: string }) => (
  <>
    <Notice kind="success" live title="The link is ready">
      No mail server is set up, so hand it over yourself. It is shown only now.
    </Notice>
    <p className="flex items-center gap-2 rounded-md border border-line bg-sunken p-2">
      <code className="min-w-0 grow text-sm wrap-anywhere">{link}</code>
      <CopyButton text={link} label="Copy the invite link" />
    </p>
  </>
);
