"use client";

import type { inferRouterOutputs } from "@trpc/server";
import type { ReactNode } from "react";
import { Card } from "@/app/_ui/card";
import { Link } from "@/app/_ui/link";
import { Notice } from "@/app/_ui/notice";
import { PageHeader } from "@/app/_ui/page-header";
import { PhaseList } from "@/app/_ui/phase-list";
import { RelativeTime } from "@/app/_ui/relative-time";
import { StateBadge } from "@/app/_ui/state-badge";
import type { AppRouter } from "@/server/api/root";
import { FailureBlock } from "../../../../_parts/failure-block";
import { Took } from "../../../../_parts/runs-table";
import { runState } from "../../../../_parts/words";
import { dbtPlace } from "../../../_parts/dbt-place";
import { SyncNow } from "../../../_parts/project-actions";
import { runPhases } from "../../../_parts/run-phases";
import { runSentence } from "../../../_parts/run-sentence";
import { triggerName } from "../../../_parts/words";
import { RunFacts } from "./run-facts";

export type ViewedRun = Omit<inferRouterOutputs<AppRouter>["dbtModels"]["run"], "problems">;

export interface RunViewProps {
  workspace: string;
  run: ViewedRun;
  /** This failure is the one that the project stands at, and the person may try it again. */
  mayRetry: boolean;
  children: ReactNode;
}

const calm: ReadonlySet<string> = new Set([
  "initial",
  "nothing-new",
  "manifest-used",
  "settings-changed",
  "columns-described",
]);

/** One model sync: what it is, how far it came, what it found, and on failure why and what to do. */
export function RunView({ workspace, run, mayRetry, children }: RunViewProps) {
  const phases = runPhases(run);
  return (
    <>
      <PageHeader title={triggerName(run.trigger)} id={run.id} badge={<StateBadge state={runState(run.status)} />} />
      <p className="mb-4 text-ink-muted">
        <Link href={dbtPlace(workspace).project(run.projectId)}>
          <bdi>{run.projectName}</bdi>
        </Link>
        , <span dir="auto">{run.actorLabel}</span>, <RelativeTime at={run.requestedAt} />
        {run.startedAt === null ? null : (
          <>
            , {run.finishedAt === null ? "running for" : "took"} <Took run={run} />
          </>
        )}
      </p>
      <p role="status" className="sr-only">
        {runSentence(run)}
      </p>
      <div className="space-y-4">
        {run.failure && run.status === "failed" ? (
          <FailureBlock
            failure={run.failure}
            again={run.counts.attempts && run.counts.attempts > 1 ? `Tried ${run.counts.attempts} times.` : null}
            action={mayRetry ? <SyncNow workspace={workspace} projectId={run.projectId} retry /> : null}
          />
        ) : null}
        {run.notes.map((note) => (
          <Notice key={note.text} kind={calm.has(note.kind) ? "info" : "warning"}>
            {note.text}
          </Notice>
        ))}
        <div className="grid items-start gap-4 lg:grid-cols-2">
          <Card title="Phases">
            {phases.length === 0 ? (
              <p className="text-ink-muted">It ended before it began.</p>
            ) : (
              <PhaseList phases={phases} />
            )}
          </Card>
          <Card title="What it found">
            <RunFacts run={run} />
          </Card>
        </div>
        {children}
      </div>
    </>
  );
}
