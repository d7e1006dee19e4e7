import { Prisma } from "@/prisma/generated/client";
import type { Db, Tx } from "@/server/core/ctx";
import { recordHealth } from "@/server/domain/git-connections/record-health";
import type { Work } from "./claim-work";
import { storeHolding } from "./held-back";
import type { GitFailure } from "./ports";
import type { Advance } from "./push-pending";
import type { RunRecorder } from "./run-recorder";

const firstRetryMs = 30_000;
const longestRetryMs = 30 * 60_000;

/** The row that the work began from, as long as it is of the same sync and place: else it is not ours to write. */
const samePlace = ({ workspaceId, createdAt, repositoryKey, branch, path }: Work["sync"]) => ({
  ...{ workspaceId, createdAt, repositoryKey, branch, path },
});

/** Where the repository stands, as long as this work is still to do: null when the sync or the run ended meanwhile. */
export async function freshCursor(db: Db, work: Work): Promise<{ cursorSeq: bigint; tip: string | null } | null> {
  const sync = await db.gitSync.findUnique({
    where: samePlace(work.sync),
    select: { cursorSeq: true, tip: true },
  });
  const run = await db.gitSyncRun.findUnique({ where: { id: work.runId, status: "running" }, select: { id: true } });
  return run ? sync : null;
}

/**
 * Stores what reached the remote: cursor, tip and commits, in one transaction. A crash before it loses nothing, since the
 * next run finds the commits by their trailers; a second writer's account of the same commits changes nothing.
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
    await tx.$queryRaw`SELECT 1 FROM "GitSync" WHERE "workspaceId" = ${workspaceId} FOR UPDATE`;
    const sync = await tx.gitSync.findUnique({ where: samePlace(work.sync) });
    if (!sync) return;
    const fresh = await storeCommits(tx, work, advance, pushedAt);
    if (advance.holding) await storeHolding(tx, { workspaceId, runId: work.runId }, advance.holding);
    await tx.gitSync.update({
      where: { workspaceId },
      data: {
        ...(advance.cursorSeq >= sync.cursorSeq ? { cursorSeq: advance.cursorSeq, tip: advance.tip } : {}),
        ...(fresh > 0 ? { lastPushAt: pushedAt } : {}),
        ...(done ? { failure: dbNull, failedRunId: null, attempts: 0, retryAt: null, waitingUntil: null } : {}),
      },
    });
    if (!done) return;
    await recordHealth(tx, work.connection.id, null);
    await tx.gitSyncRun.updateMany({
      where: { id: work.runId, status: { not: "succeeded" } },
      data: run.finished("succeeded", null),
    });
    // A whole sync holds what a killed process left half done. Its run ends here; whoever still works on it finds that out.
    if (work.full) {
      const left = { workspaceId, trigger: "change", status: "running" };
      await tx.gitSyncRun.updateMany({ where: left, data: { status: "cancelled", finishedAt: pushedAt } });
    }
  });
}

/** Adds the commits that no run has yet; returns how many. */
async function storeCommits(tx: Tx, work: Work, advance: Advance, pushedAt: Date): Promise<number> {
  if (advance.commits.length === 0) return 0;
  const { workspaceId } = work.sync;
  const shas = advance.commits.map(({ sha }) => sha);
  const there = await tx.gitSyncCommit.findMany({ where: { workspaceId, sha: { in: shas } }, select: { sha: true } });
  const known = new Set(there.map(({ sha }) => sha));
  const position = await tx.gitSyncCommit.count({ where: { runId: work.runId } });
  const data = advance.commits
    .filter(({ sha }) => !known.has(sha))
    .map(({ sha, subject, seq, files }, index) => ({
      ...{ sha, subject, seq, files },
      runId: work.runId,
      workspaceId,
      position: position + index,
      pushedAt,
    }));
  await tx.gitSyncCommit.createMany({ data });
  return data.length;
}

/** SQL NULL, where a plain null would be the JSON one. */
const dbNull = Prisma.DbNull;

/** Stores why a run failed, what to do, and when it is tried again: never by itself where access was refused. */
export async function recordFailure(db: Db, work: Work, run: RunRecorder, failure: GitFailure): Promise<void> {
  const attempts = work.sync.attempts + 1;
  run.counts.attempts = attempts;
  const wait = Math.min(firstRetryMs * 2 ** (attempts - 1), longestRetryMs) * (0.75 + Math.random() / 2);
  const stored = failure as unknown as Prisma.InputJsonObject;
  const { workspaceId } = work.sync;
  await db.$transaction(async (tx) => {
    await tx.$queryRaw`SELECT 1 FROM "GitSync" WHERE "workspaceId" = ${workspaceId} FOR UPDATE`;
    // A person gave it another credential meanwhile: the run stays open, and the work that was announced then tries again.
    if (await isReachedAnew(tx, work)) return;
    // A second writer may have brought the run to its end, or the sync was removed: then there is nothing to report.
    const open = await tx.gitSyncRun.updateMany({
      where: { id: work.runId, status: "running" },
      data: run.finished("failed", failure),
    });
    if (open.count === 0) return;
    await tx.gitSync.updateMany({
      where: samePlace(work.sync),
      data: {
        failure: stored,
        failedRunId: work.runId,
        attempts,
        retryAt: failure.accessLost ? null : new Date(Date.now() + wait),
        waitingUntil: null,
      },
    });
    await recordHealth(tx, work.connection.id, stored);
  });
}

/** Whether the place is now reached with another connection, secret or host key than the work began with. */
async function isReachedAnew(tx: Tx, { sync, connection }: Work): Promise<boolean> {
  const now = await tx.gitSync.findUnique({ where: samePlace(sync), include: { connection: true } });
  return now !== null && markOf(now.connection) !== markOf(connection);
}

const markOf = ({ id, secretSetAt, confirmedHostKeys }: Work["connection"]) =>
  JSON.stringify([id, secretSetAt, confirmedHostKeys]);
