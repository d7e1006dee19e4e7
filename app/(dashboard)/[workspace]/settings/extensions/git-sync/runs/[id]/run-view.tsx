"use client";

import type { inferRouterOutputs } from "@trpc/server";
import type { ReactNode } from "react";
import { Card } from "@/app/_ui/card";
import { Duration } from "@/app/_ui/duration";
import { Notice } from "@/app/_ui/notice";
import { PageHeader } from "@/app/_ui/page-header";
import { PhaseList } from "@/app/_ui/phase-list";
import { ProgressBar } from "@/app/_ui/progress-bar";
import { RelativeTime } from "@/app/_ui/relative-time";
import { StateBadge } from "@/app/_ui/state-badge";
import type { AppRouter } from "@/server/api/root";
import { FailureBlock } from "../../../_parts/failure-block";
import { runState, triggerName } from "../../../_parts/words";
import { RetryButton } from "../../_parts/sync-actions";
import { RunCommits } from "./run-commits";
import { RunFacts } from "./run-facts";
import { runPhases, writingProgress } from "./run-phases";
import { runSentence } from "./run-sentence";

export type ViewedRun = inferRouterOutputs<AppRouter>["gitSync"]["run"];

export interface RunViewProps {
  workspace: string;
  run: ViewedRun;
  /** This failure is the one that Git Sync stands at, and the person may try it again. */
  mayRetry: boolean;
  children: ReactNode;
}

/** One run: what it is, how far it came, what it did, and on failure why and what to do. */
export function RunView({ workspace, run, mayRetry, children }: RunViewProps) {
  const progress = writingProgress(run);
  const phases = runPhases(run);
  return (
    <>
      <PageHeader title={triggerName(run.trigger)} id={run.id} badge={<StateBadge state={runState(run.status)} />} />
      <p className="mb-4 text-ink-muted">
        <span dir="auto">{run.actorLabel}</span>, <RelativeTime at={run.requestedAt} />
        <Took run={run} />
      </p>
      <p role="status" className="sr-only">
        {runSentence(run)}
      </p>
      <div className="space-y-4">
        {run.failure && run.status === "failed" ? (
          <FailureBlock
            failure={run.failure}
            again={run.counts.attempts && run.counts.attempts > 1 ? `Tried ${run.counts.attempts} times.` : null}
            action={mayRetry ? <RetryButton workspace={workspace} /> : null}
          />
        ) : null}
        {run.notes.map((note) => (
          <Notice key={note.text} kind={note.kind === "recovered" || note.kind === "remote-moved" ? "info" : "warning"}>
            {note.text}
          </Notice>
        ))}
        <div className="grid items-start gap-4 lg:grid-cols-2">
          <Card title="Phases">
            {progress ? (
              <div className="mb-4">
                <ProgressBar label="Writing files" done={progress.done} total={progress.total} unit="resources" />
              </div>
            ) : null}
            {phases.length === 0 ? (
              <p className="text-ink-muted">It ended before it began.</p>
            ) : (
              <PhaseList phases={phases} />
            )}
          </Card>
          <Card title="What it did">
            <RunFacts run={run} />
          </Card>
        </div>
        <RunCommits workspace={workspace} run={run} />
        {children}
      </div>
    </>
  );
}

function Took({ run }: { run: ViewedRun }) {
  if (run.startedAt === null) return null;
  const time =
    run.finishedAt === null ? (
      <Duration since={run.startedAt.toISOString()} />
    ) : (
      <Duration ms={run.finishedAt.getTime() - run.startedAt.getTime()} />
    );
  return (
    <>
      , {run.finishedAt === null ? "running for" : "took"} {time}
    </>
  );
}
