import type { ChangeRecord } from "@/prisma/generated/client";
import type { Db } from "@/server/core/ctx";
import { isKindName } from "@/server/core/kinds/table";
import type { KindName } from "@/server/core/kinds/types";
import { workspaceScanner } from "@/server/domain/secrets/workspace-scanner";
import type { ResourceState } from "@/server/hcl/schema";
import { changeMessage, changeSubject } from "./commit-message";
import type { Identity, PlannedCommit, SyncGit, SyncRemote } from "./ports";
import { refuseSecrets } from "./refuse-secrets";
import { pathOf, renderFile } from "./repository-files";
import type { RecordedCommit, RunRecorder } from "./run-recorder";

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
}

const batchSize = 500;

/** The next pending changes of a workspace, in order. */
export const pendingChanges = (db: Db, workspaceId: string, after: bigint) =>
  db.changeRecord.findMany({ where: { workspaceId, seq: { gt: after } }, orderBy: { seq: "asc" }, take: batchSize });

interface PlannedChange {
  readonly record: ChangeRecord;
  readonly kind: KindName;
  readonly path: string;
  /** Null when the change deletes the file. */
  readonly content: string | null;
}

function planChange(folder: string, record: ChangeRecord): PlannedChange | null {
  if (!isKindName(record.kind)) return null;
  const { kind } = record;
  if (record.after === null) {
    const before = record.before as ResourceState;
    return { record, kind, path: pathOf(folder, kind, record.resourceId, before), content: null };
  }
  return { record, kind, ...renderFile(folder, kind, record.resourceId, record.after as ResourceState) };
}

export function authorOf(
  record: Pick<ChangeRecord, "actorEmail" | "actorName" | "actorLabel" | "actorType" | "createdAt">,
): Identity {
  const email = record.actorEmail || `${record.actorType}@tributary.invalid`;
  return {
    name: record.actorEmail ? record.actorName || record.actorEmail : record.actorLabel,
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
  const records = await pendingChanges(deps.db, state.workspaceId, state.cursorSeq);
  const last = records.at(-1);
  if (!last) return { cursorSeq: state.cursorSeq, tip: state.tip, commits: [] };
  await run.enter("write");
  const planned = records.flatMap((record) => planChange(state.folder, record) ?? []);
  const effective = await withoutNoise(deps.git, remote, state.tip, planned);
  const scanner = await workspaceScanner(deps.db, state.workspaceId);
  for (const { path, content } of effective) if (content !== null) refuseSecrets(scanner, { path, content });
  const countChanges = () => {
    run.counts.changes = (run.counts.changes ?? 0) + records.length;
    run.counts.unchangedChanges = (run.counts.unchangedChanges ?? 0) + planned.length - effective.length;
  };
  if (effective.length === 0) {
    countChanges();
    return { cursorSeq: last.seq, tip: state.tip, commits: [] };
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
  countChanges();
  for (const { content } of effective) {
    if (content === null) run.counts.filesDeleted = (run.counts.filesDeleted ?? 0) + 1;
    else run.counts.filesWritten = (run.counts.filesWritten ?? 0) + 1;
  }
  run.counts.commits = (run.counts.commits ?? 0) + ids.length;
  const commits = effective.map(({ record, kind }, index) => ({
    sha: ids[index] ?? "",
    subject: changeSubject({ ...record, kind }),
    seq: record.seq,
    files: 1,
  }));
  return { cursorSeq: last.seq, tip: newest, commits };
}

/** Leaves out changes that would not change the tree they come upon. */
async function withoutNoise(git: SyncGit, remote: SyncRemote, tip: string | null, planned: readonly PlannedChange[]) {
  const paths = [...new Set(planned.map((change) => change.path))];
  const blobs = new Map(tip === null ? [] : await remote.blobsAt(tip, paths));
  return planned.filter(({ path, content }) => {
    const before = blobs.get(path) ?? null;
    const after = content === null ? null : git.blobId(content);
    if (after === null) blobs.delete(path);
    else blobs.set(path, after);
    return before !== after;
  });
}

function commitFor(git: SyncGit, workspaceId: string, { record, kind, path, content }: PlannedChange): PlannedCommit {
  return {
    files: [{ path, content }],
    message: changeMessage(workspaceId, { ...record, kind }),
    author: authorOf(record),
    // The time of the change, not of the push: writing the same commit again gives the same id.
    committer: { ...git.committer, at: record.createdAt },
  };
}
