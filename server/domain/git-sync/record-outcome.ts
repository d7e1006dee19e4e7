import { Prisma } from "@/prisma/generated/client";
import type { Db } from "@/server/core/ctx";
import type { Work } from "./claim-work";
import type { GitFailure } from "./ports";
import type { Advance } from "./push-pending";
import type { RunRecorder } from "./run-recorder";

const firstRetryMs = 30_000;
const longestRetryMs = 30 * 60_000;

/**
 * Stores what reached the remote: cursor, tip and commits, in one transaction. A crash before it loses nothing, since the
 * next run finds the commits by their trailers.
 */
export async function recordProgress(
  db: Db,
  work: Work,
  run: RunRecorder,
  advance: Advance,
  done: boolean,
): Promise<void> {
  const { workspaceId } = work.sync;
  const pushedAt = new Date();
  await db.$transaction(async (tx) => {
    const position = await tx.gitSyncCommit.count({ where: { runId: work.runId } });
    if (advance.commits.length > 0) {
      await tx.gitSyncCommit.createMany({
        data: advance.commits.map((commit, index) => ({
          ...commit,
          runId: work.runId,
          workspaceId,
          position: position + index,
          pushedAt,
        })),
      });
    }
    await tx.gitSync.update({
      where: { workspaceId },
      data: {
        cursorSeq: advance.cursorSeq,
        tip: advance.tip,
        ...(advance.commits.length > 0 ? { lastPushAt: pushedAt } : {}),
        ...(done ? { failure: dbNull, failedRunId: null, attempts: 0, retryAt: null, waitingUntil: null } : {}),
      },
    });
    if (!done) return;
    await tx.gitConnection.update({ where: { id: work.connection.id }, data: { health: "ok", failure: dbNull } });
    await tx.gitSyncRun.update({ where: { id: work.runId }, data: run.finished("succeeded", null) });
  });
}

/** SQL NULL, where a plain null would be the JSON one. */
const dbNull = Prisma.DbNull;

/** Stores why a run failed, what to do, and when it is tried again: never by itself where access was refused. */
export async function recordFailure(db: Db, work: Work, run: RunRecorder, failure: GitFailure): Promise<void> {
  const attempts = work.sync.attempts + 1;
  run.counts.attempts = attempts;
  const wait = Math.min(firstRetryMs * 2 ** (attempts - 1), longestRetryMs) * (0.75 + Math.random() / 2);
  const stored = failure as unknown as Prisma.InputJsonObject;
  await db.$transaction([
    db.gitSyncRun.update({ where: { id: work.runId }, data: run.finished("failed", failure) }),
    db.gitSync.update({
      where: { workspaceId: work.sync.workspaceId },
      data: {
        failure: stored,
        failedRunId: work.runId,
        attempts,
        retryAt: failure.accessLost ? null : new Date(Date.now() + wait),
        waitingUntil: null,
      },
    }),
    db.gitConnection.update({ where: { id: work.connection.id }, data: { health: "failing", failure: stored } }),
  ]);
}
