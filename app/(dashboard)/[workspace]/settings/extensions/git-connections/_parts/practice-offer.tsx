"use client";

import { useMutation } from "@tanstack/react-query";
import { useTRPC } from "@/app/_trpc/client";
import { failureText } from "@/app/_trpc/failure";
import { Button } from "@/app/_ui/button";
import { Notice } from "@/app/_ui/notice";

export interface PracticeOfferProps {
  workspace: string;
  onReady: (connectionId: string) => void;
}

/** One click to a working connection: the Git host that comes with the product, with a new key that it lets in. */
export function PracticeOffer({ workspace, onReady }: PracticeOfferProps) {
  const trpc = useTRPC();
  const use = useMutation(trpc.gitConnections.usePractice.mutationOptions());
  return (
    <Notice
      title="Only want to try it out?"
      actions={
        <Button
          pending={use.isPending || use.isSuccess}
          pendingLabel="Preparing"
          onClick={() => use.mutate({ workspace }, { onSuccess: ({ id }) => onReady(id) })}
        >
          Use the practice repository
        </Button>
      }
    >
      A Git repository on this machine comes with the product. A key is made and let in there for you.
      {use.isError ? <span className="block text-danger">{failureText(use.error)}</span> : null}
    </Notice>
  );
}
