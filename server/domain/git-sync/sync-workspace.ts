import type { GitConnection, GitSync } from "@/prisma/generated/client";
import type { Db } from "@/server/core/ctx";
import { connectionSecret } from "@/server/domain/git-connections/connection-secret";
import { catchUp } from "./catch-up";
import { claimWork, type Work } from "./claim-work";
import { GitFailureError, RemoteBusyError, type RemoteTarget, type SyncGit, type SyncRemote } from "./ports";
import { pushFull } from "./push-full";
import { type Advance, pushPending, type SyncState } from "./push-pending";
import { freshCursor, recordFailure, recordProgress } from "./record-outcome";
import { RunRecorder } from "./run-recorder";

export interface SyncDeps {
  readonly db: Db;
  readonly git: SyncGit;
}

/** What a worker should do next: nothing, come back at once, or sleep to keep the host's pace. */
export type SyncOutcome =
  | { readonly next: "idle" }
  | { readonly next: "again" }
  | { readonly next: "wait"; readonly until: string };

const mostMoves = 5;
const busyWaitMs = 5_000;

/**
 * Does the next piece of Git Sync's work for a workspace: a run that was asked for, or the changes that are pending. It is
 * safe to call at any time and by several processes: the push itself decides who was first, and commits of ours that
 * nobody recorded are recognised by their trailers.
 */
export async function syncWorkspace(deps: SyncDeps, workspaceId: string): Promise<SyncOutcome> {
  const work = await claimWork(deps, workspaceId);
  if (work.kind === "none") return { next: "idle" };
  if (work.kind === "wait") return { next: "wait", until: work.until.toISOString() };
  const run = new RunRecorder(deps.db, work.runId);
  try {
    await run.enter("connect");
    const target = targetOf(work.sync, work.connection);
    await deps.git.withRemote(target, (remote) => bringUpToDate(deps, remote, work, run));
    return { next: "again" };
  } catch (error) {
    // Another process works on this repository: it will do what is there, and this one looks again.
    if (error instanceof RemoteBusyError)
      return { next: "wait", until: new Date(Date.now() + busyWaitMs).toISOString() };
    if (!(error instanceof GitFailureError)) {
      await recordFailure(deps.db, work, run, unexpected(error));
      throw error;
    }
    await recordFailure(deps.db, work, run, error.failure);
    return { next: "idle" };
  } finally {
    await run.settle();
  }
}

const targetOf = (sync: GitSync, connection: GitConnection): RemoteTarget => ({
  workspaceId: sync.workspaceId,
  url: sync.url,
  branch: sync.branch,
  service: connection.service,
  method: connection.method === "token" ? "token" : "ssh-key",
  username: connection.username,
  secret: connectionSecret(connection),
  confirmedHostKeys: connection.confirmedHostKeys,
});

async function bringUpToDate(deps: SyncDeps, remote: SyncRemote, work: Work, run: RunRecorder): Promise<void> {
  // The remote is ours alone now; who had it before may have done this work.
  const fresh = await freshCursor(deps.db, work);
  if (fresh === null) return;
  let state: SyncState = { workspaceId: work.sync.workspaceId, folder: work.sync.path, ...fresh };
  let full = work.full || fresh.tip === null;
  // Without asking the remote first, a change costs one connection; when that was too bold, the push says "moved".
  let look = full || fresh.tip === null || !(await remote.has(fresh.tip));
  for (let moves = 0; moves < mostMoves; moves++) {
    if (look) {
      await run.enter("fetch");
      const caughtUp = await catchUp(deps.db, remote, state, await remote.fetchTip(state.tip), run);
      full ||= caughtUp.needsFullSync || caughtUp.tip === null;
      // What another machine pushed it may have recorded meanwhile: then the cursor says so, and no trailer needs to.
      const now = await freshCursor(deps.db, work);
      if (now === null) return;
      const cursorSeq = now.cursorSeq > caughtUp.cursorSeq ? now.cursorSeq : caughtUp.cursorSeq;
      state = { ...state, tip: caughtUp.tip, cursorSeq };
      if (caughtUp.recovered.length > 0) {
        run.countRecovered(caughtUp.recovered);
        await recordProgress(deps.db, work, run, { ...state, commits: caughtUp.recovered }, false);
      }
    }
    const advance = await pushOnce(deps, remote, work, state, full, run);
    if (advance) {
      await run.enter("record");
      await recordProgress(deps.db, work, run, advance, true);
      return;
    }
    look = true;
  }
  throw new GitFailureError(tooBusy);
}

function pushOnce(
  deps: SyncDeps,
  remote: SyncRemote,
  work: Work,
  state: SyncState,
  full: boolean,
  run: RunRecorder,
): Promise<Advance | null> {
  if (!full) return pushPending(deps, remote, state, run);
  return pushFull(deps, remote, { ...state, runId: work.runId, author: work.author }, run);
}

const tooBusy = {
  class: "fetch-first",
  title: "The branch kept moving while we tried to push.",
  remedy: "Other pushes came in each time. It is tried again; if it stays so, give Git Sync a branch of its own.",
  retriable: true,
  hostWords: "",
  accessLost: false,
};

const unexpected = (error: unknown) => ({
  class: "unexpected",
  title: "Git Sync stopped because of an unexpected error.",
  remedy: "It is tried again. If it stays so, look in the server's log.",
  retriable: true,
  hostWords: error instanceof Error ? error.name : "",
  accessLost: false,
});
