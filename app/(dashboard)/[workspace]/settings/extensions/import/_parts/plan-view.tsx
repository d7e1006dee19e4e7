"use client";

import { useEffect, useRef } from "react";
import { ConfirmDialog } from "@/app/_ui/confirm-dialog";
import { Notice } from "@/app/_ui/notice";
import { MissingSecrets } from "./missing-secrets";
import { doneWords, type KindWords, obstacle, planWords } from "./plan-words";
import { PlannedList } from "./planned-list";
import { ProblemList } from "./problem-list";
import type { ShownPlan } from "./use-import";

export interface PlanViewProps {
  workspace: string;
  commit: string;
  plan: ShownPlan;
  kinds: KindWords;
  /** Does it; gives what stands against it. */
  onApply: (commit: string) => Promise<string | undefined>;
}

/** What an import would do, and the button that does it. */
export function PlanView({ workspace, commit, plan, kinds, onApply }: PlanViewProps) {
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => heading.current?.focus(), []);
  const against = obstacle(plan.counts);
  return (
    <section aria-labelledby="plan-title" className="space-y-4">
      <header className="flex flex-wrap items-start justify-between gap-3">
        <div className="min-w-0">
          <h2 id="plan-title" ref={heading} tabIndex={-1} className="text-lg font-semibold outline-none">
            Plan: {planWords(plan.counts)}
          </h2>
          <p className="text-sm text-ink-muted">
            The tree at commit <code className="font-mono">{commit.slice(0, 10)}</code>
          </p>
        </div>
        {against === null ? (
          <ConfirmDialog
            trigger={{ label: "Import", variant: "primary" }}
            title="Import this tree?"
            confirmLabel="Import"
            variant={plan.counts.delete > 0 ? "danger" : "primary"}
            onConfirm={() => onApply(commit)}
          >
            <p>
              {doneWords(plan.counts)}: all of it in one go, or nothing. Each change stands in the history, and Git Sync
              commits it.
            </p>
          </ConfirmDialog>
        ) : null}
      </header>
      {against === null ? null : <Notice kind={plan.counts.errors > 0 ? "danger" : "info"}>{against}</Notice>}
      <ProblemList plan={plan} />
      <MissingSecrets workspace={workspace} plan={plan} kinds={kinds} linked={false} />
      <PlannedList workspace={workspace} plan={plan} kinds={kinds} />
    </section>
  );
}
