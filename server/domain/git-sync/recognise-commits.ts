import type { Db } from "@/server/core/ctx";
import { listAuditEventsOf } from "@/server/domain/changes/list-audit-events-of";
import { claimOf } from "./commit-message";
import type { SeenCommit } from "./ports";
import type { RecordedCommit } from "./run-recorder";

/** A commit of ours that no run has recorded, and the newest change that the branch holds with it. */
export interface Recovered extends RecordedCommit {
  readonly through: bigint;
}

export interface Recognised {
  /** In the order in which they were made. */
  readonly recovered: readonly Recovered[];
  readonly foreign: readonly SeenCommit[];
}

const sameChange = (seq: bigint, auditEventId: string) => `${seq}/${auditEventId}`;

/**
 * Tells our commits from other people's. A trailer counts only when the database knows what it names: the change with
 * that audit event, or a run that has not ended well. So nobody can move us past a change by writing a commit.
 */
export async function recogniseCommits(
  db: Db,
  sync: { workspaceId: string; cursorSeq: bigint },
  commits: readonly SeenCommit[],
): Promise<Recognised> {
  const { workspaceId } = sync;
  const claimed = commits.map((commit) => ({ commit, claim: claimOf(workspaceId, commit.trailers) }));
  const claims = claimed.flatMap(({ claim }) => claim ?? []);
  const known = await changesAmong(db, workspaceId, claims);
  const open = await openRunsAmong(db, workspaceId, claims);
  const recorded = await recordedAmong(db, workspaceId, claims.length === 0 ? [] : commits);
  const recovered = claimed.flatMap(({ commit, claim }): Recovered[] => {
    if (claim === null || recorded.has(commit.id)) return [];
    const { id: sha, subject } = commit;
    const files = commit.paths.length;
    if (claim.kind === "full") {
      const fits = open.has(claim.runId) && claim.through >= sync.cursorSeq;
      return fits ? [{ sha, subject, files, seq: null, through: claim.through }] : [];
    }
    const { seq } = claim;
    const fits = seq > sync.cursorSeq && known.has(sameChange(seq, claim.auditEventId));
    return fits ? [{ sha, subject, files, seq, through: seq }] : [];
  });
  const isOurs = new Set([...recorded, ...recovered.map(({ sha }) => sha)]);
  return { recovered: recovered.reverse(), foreign: commits.filter((commit) => !isOurs.has(commit.id)) };
}

type Claims = readonly NonNullable<ReturnType<typeof claimOf>>[];

async function changesAmong(db: Db, workspaceId: string, claims: Claims): Promise<ReadonlySet<string>> {
  const seqs = claims.flatMap((claim) => (claim.kind === "change" ? [claim.seq] : []));
  if (seqs.length === 0) return new Set();
  const rows = await listAuditEventsOf(db, workspaceId, seqs);
  return new Set(rows.map(({ seq, auditEventId }) => sameChange(seq, auditEventId)));
}

async function openRunsAmong(db: Db, workspaceId: string, claims: Claims): Promise<ReadonlySet<string>> {
  const ids = claims.flatMap((claim) => (claim.kind === "full" ? [claim.runId] : []));
  if (ids.length === 0) return new Set();
  const rows = await db.gitSyncRun.findMany({
    where: { workspaceId, id: { in: ids }, status: { not: "succeeded" } },
    select: { id: true },
  });
  return new Set(rows.map(({ id }) => id));
}

async function recordedAmong(
  db: Db,
  workspaceId: string,
  commits: readonly SeenCommit[],
): Promise<ReadonlySet<string>> {
  if (commits.length === 0) return new Set();
  const rows = await db.gitSyncCommit.findMany({
    where: { workspaceId, sha: { in: commits.map(({ id }) => id) } },
    select: { sha: true },
  });
  return new Set(rows.map(({ sha }) => sha));
}
