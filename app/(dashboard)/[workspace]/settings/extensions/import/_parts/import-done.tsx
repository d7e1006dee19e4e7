"use client";

import { useEffect, useRef } from "react";
import { ButtonLink } from "@/app/_ui/button-link";
import { Notice } from "@/app/_ui/notice";
import { MissingSecrets } from "./missing-secrets";
import { doneWords, type KindWords } from "./plan-words";
import type { ShownPlan } from "./use-import";

/** What an import did, and what is left for a person to do. */
export function ImportDone({ workspace, plan, kinds }: { workspace: string; plan: ShownPlan; kinds: KindWords }) {
  const box = useRef<HTMLDivElement>(null);
  useEffect(() => box.current?.focus(), []);
  return (
    <div ref={box} tabIndex={-1} className="max-w-5xl space-y-4 outline-none">
      <Notice kind="success" live title="Imported">
        {doneWords(plan.counts)}.{" "}
        {plan.missingSecretsTotal > 0 ? "Set the secrets below: until then, what needs them cannot work." : ""}
      </Notice>
      <MissingSecrets workspace={workspace} plan={plan} kinds={kinds} linked />
      <ButtonLink href={`/${encodeURIComponent(workspace)}`}>Open the workspace</ButtonLink>
    </div>
  );
}
