"use client";

import { KeyRound, Plus } from "lucide-react";
import { useRouter } from "next/navigation";
import { type ReactNode, useState } from "react";
import { Button } from "@/app/_ui/button";
import { EmptyState } from "@/app/_ui/empty-state";
import { PageHeader } from "@/app/_ui/page-header";
import { CreateToken } from "./create-token";
import { type NewToken, ShownToken } from "./shown-token";

export interface TokenDeskProps {
  slug: string;
  count: number;
  /** The table; nothing while there are no tokens. */
  children: ReactNode;
}

/** The page of tokens: the action, the new token while it can still be seen, and the list. */
export function TokenDesk({ slug, count, children }: TokenDeskProps) {
  const router = useRouter();
  const [creating, setCreating] = useState(false);
  const [created, setCreated] = useState<NewToken | null>(null);
  const create = (
    <Button variant="primary" icon={<Plus aria-hidden className="size-4" />} onClick={() => setCreating(true)}>
      Create token
    </Button>
  );
  const empty = count === 0 && created === null;
  return (
    <>
      <PageHeader
        title="API tokens"
        count={count}
        description="Terraform and scripts sign in to the Public API with a token. Each works for this workspace only."
        actions={empty ? null : create}
      />
      {created === null ? null : <ShownToken token={created} onDone={() => setCreated(null)} />}
      {empty ? (
        <EmptyState icon={<KeyRound aria-hidden />} title="No API tokens yet" action={create}>
          With a token, Terraform plans and applies this workspace, and scripts read and change it. What they change
          stands in the history under the token&rsquo;s name.
        </EmptyState>
      ) : (
        children
      )}
      <CreateToken
        slug={slug}
        open={creating}
        onOpenChange={setCreating}
        onCreated={(token) => {
          setCreating(false);
          setCreated(token);
          router.refresh();
        }}
      />
    </>
  );
}
