import type { Db } from "@/server/core/ctx";
import type { ChangeAuthor } from "@/server/domain/changes/get-next-author";
import { listChangesAfter } from "@/server/domain/changes/list-changes-after";
import { workspaceScanner } from "@/server/domain/secrets/workspace-scanner";
import { getSecretsStyle } from "@/server/domain/workspaces/get-secrets-style";
import { changeMessage, changeSubject } from "./commit-message";
import { type Holding, noteHeldBack } from "./held-back";
import { type CommittedChange, planChanges } from "./plan-changes";
import type { Identity, PlannedCommit, SyncGit, SyncRemote } from "./ports";
import { refuseSecrets } from "./refuse-secrets";
import type { RecordedCommit, RunRecorder } from "./run-recorder";
import { DeclaredVariables } from "./variables";

export interface SyncState {
  readonly workspaceId: string;
  readonly folder: string;
  readonly cursorSeq: bigint;
  readonly tip: string | null;
}

export interface Advance {
  readonly cursorSeq: bigint;
  readonly tip: string | null;
  readonly commits: readonly RecordedCommit[];
  readonly holding?: Holding;
}

const batchSize = 500;

export function authorOf(record: ChangeAuthor): Identity {
  const email = record.actorEmail || `${record.actorType}@tributary.invalid`;
  return {
    // Git's own rules cut a quote off the end of a name, and would leave the one before it.
    name: record.actorEmail ? record.actorName || record.actorEmail : record.actorLabel.replace(/'(.*)'$/s, "$1"),
    email,
    at: record.createdAt,
  };
}

/**
 * Writes one commit for each pending change on top of `parent` and pushes them together. A change whose file already has
 * its content makes no commit. Returns null when the remote moved: the caller looks again.
 */
export async function pushPending(
  deps: { db: Db; git: SyncGit },
  remote: SyncRemote,
  state: SyncState,
  run: RunRecorder,
): Promise<Advance | null> {
  const records = await listChangesAfter(deps.db, state.workspaceId, state.cursorSeq, batchSize);
  const last = records.at(-1);
  if (!last) return { cursorSeq: state.cursorSeq, tip: state.tip, commits: [] };
  await run.enter("write");
  const style = await getSecretsStyle(deps.db, state.workspaceId);
  const declared = new DeclaredVariables(remote, state.folder, state.tip, style);
  const { effective, planned, holding } = await planChanges(deps.git, remote, state, declared, records);
  const scanner = await workspaceScanner(deps.db, state.workspaceId);
  for (const { files } of effective) {
    for (const { path, content } of files) if (content !== null) refuseSecrets(scanner, { path, content });
  }
  const conclude = () => {
    noteHeldBack(run, holding.heldBack);
    run.counts.changes = (run.counts.changes ?? 0) + records.length;
    run.counts.unchangedChanges = (run.counts.unchangedChanges ?? 0) + planned - effective.length;
  };
  if (effective.length === 0) {
    conclude();
    return { cursorSeq: last.seq, tip: state.tip, commits: [], holding };
  }
  const ids = await remote.write(
    state.tip,
    effective.map((change) => commitFor(deps.git, state.workspaceId, change)),
  );
  await run.enter("push");
  const newest = ids.at(-1);
  if (!newest) throw new Error("No commit was written for a pending change.");
  const pushed = await remote.push(newest, state.tip);
  if (pushed.kind === "moved") return null;
  conclude();
  for (const { content } of effective.flatMap(({ files }) => files)) {
    if (content === null) run.counts.filesDeleted = (run.counts.filesDeleted ?? 0) + 1;
    else run.counts.filesWritten = (run.counts.filesWritten ?? 0) + 1;
  }
  run.counts.commits = (run.counts.commits ?? 0) + ids.length;
  const commits = effective.map(({ record, kind, files }, index) => ({
    sha: ids[index] ?? "",
    subject: changeSubject({ ...record, kind }),
    seq: record.seq,
    files: files.length,
  }));
  return { cursorSeq: last.seq, tip: newest, commits, holding };
}

function commitFor(git: SyncGit, workspaceId: string, { record, kind, files }: CommittedChange): PlannedCommit {
  return {
    files,
    message: changeMessage(workspaceId, { ...record, kind }),
    author: authorOf(record),
    // The time of the change, not of the push: writing the same commit again gives the same id.
    committer: { ...git.committer, at: record.createdAt },
  };
}
