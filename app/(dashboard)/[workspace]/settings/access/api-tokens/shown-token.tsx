"use client";

import { useEffect, useRef } from "react";
import { Button } from "@/app/_ui/button";
import { CopyButton } from "@/app/_ui/copy-button";
import { Notice } from "@/app/_ui/notice";
import { UnsavedChangesGuard } from "@/app/_ui/unsaved-changes-guard";

export interface NewToken {
  readonly name: string;
  readonly text: string;
}

const words = {
  title: "Leave without the token?",
  text: "The new token cannot be shown again. Copy it first, or revoke it later and create another one.",
  stay: "Stay here",
  leave: "Leave",
};

/** A new token, the only time it can be seen: it stays until the person says that it is kept. */
export function ShownToken({ token, onDone }: { token: NewToken; onDone: () => void }) {
  const box = useRef<HTMLElement>(null);
  // biome-ignore lint/correctness/useExhaustiveDependencies: a second token moves focus again
  useEffect(() => box.current?.focus(), [token.text]);
  return (
    <section
      ref={box}
      tabIndex={-1}
      aria-label="The new token"
      className="mb-4 rounded-md border border-line bg-surface p-4 outline-none"
    >
      <div className="space-y-3">
        <Notice kind="warning" live title="Copy the token now">
          <bdi>{token.name}</bdi> is shown only this once: Tributary keeps no copy of it. Put it where secrets belong,
          such as the environment variable PUBLIC_API_TOKEN of your CI, and never into a repository.
        </Notice>
        <p className="flex items-center gap-2 rounded-md border border-line bg-sunken p-2">
          <code data-testid="token" dir="ltr" className="min-w-0 grow font-mono text-sm wrap-anywhere select-all">
            {token.text}
          </code>
          <CopyButton text={token.text} label="Copy the token" size="md" />
        </p>
        <Button onClick={onDone}>I have copied it</Button>
      </div>
      <UnsavedChangesGuard dirty words={words} />
    </section>
  );
}
