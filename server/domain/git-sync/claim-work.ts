import { type GitConnection, type GitSync, Prisma } from "@/prisma/generated/client";
import type { Db, Tx } from "@/server/core/ctx";
import { ksuid } from "@/server/core/kinds/ids";
import { findAccount } from "@/server/domain/accounts/find-account";
import { getNextAuthor } from "@/server/domain/changes/get-next-author";
import { lockChangeSeq } from "@/server/domain/workspaces/lock-change-seq";
import type { Identity, SyncGit } from "./ports";
import { authorOf } from "./push-pending";

export interface Work {
  readonly kind: "run";
  readonly runId: string;
  readonly full: boolean;
  readonly sync: GitSync;
  readonly connection: GitConnection;
  readonly author: Identity;
}

export type Claim = Work | { readonly kind: "none" } | { readonly kind: "wait"; readonly until: Date };

/**
 * Finds what is to do. It holds the workspace row that every change holds while it is recorded, so that a change either is
 * seen here or wakes the worker again.
 */
export function claimWork(
  deps: { db: Db; git: Pick<SyncGit, "paceMs" | "committer"> },
  workspaceId: string,
): Promise<Claim> {
  return deps.db.$transaction(async (tx) => {
    const changeSeq = await lockChangeSeq(tx, workspaceId);
    const sync = await tx.gitSync.findUnique({ where: { workspaceId }, include: { connection: true } });
    if (changeSeq === null || !sync) return { kind: "none" };
    if (sync.wokenAt) await tx.gitSync.update({ where: { workspaceId }, data: { wokenAt: null } });
    const { connection, ...rest } = sync;
    const asked = await tx.gitSyncRun.findFirst({
      where: {
        workspaceId,
        trigger: { in: ["initial", "full"] },
        OR: [{ status: { in: ["queued", "running"] } }, ...failedAndDue(rest)],
      },
      orderBy: [{ requestedAt: "asc" }, { id: "asc" }],
    });
    if (asked) {
      await tx.gitSyncRun.update({
        where: { id: asked.id },
        data: working(asked.startedAt),
      });
      return {
        kind: "run",
        runId: asked.id,
        full: true,
        sync: rest,
        connection,
        author: await authorOfRun(tx, asked, deps.git),
      };
    }
    return claimChanges(tx, deps.git, rest, connection, changeSeq);
  });
}

/** A run that is tried again is at work again: what ended its last attempt is history. */
const working = (startedAt: Date | null) => ({
  status: "running",
  startedAt: startedAt ?? new Date(),
  finishedAt: null,
  failure: Prisma.DbNull,
});

/** A whole sync that failed is tried again when its time has come. */
const failedAndDue = (sync: GitSync) =>
  sync.failedRunId && sync.retryAt && sync.retryAt.getTime() <= Date.now()
    ? [{ id: sync.failedRunId, status: "failed" }]
    : [];

async function claimChanges(
  tx: Tx,
  git: Pick<SyncGit, "paceMs" | "committer">,
  sync: GitSync,
  connection: GitConnection,
  changeSeq: bigint,
): Promise<Claim> {
  const now = Date.now();
  // Before the first sync has succeeded there is nothing to put a change on; after a failure the time to try again decides.
  const blocked = sync.failure !== null && (sync.retryAt === null || sync.retryAt.getTime() > now);
  if (!sync.enabled || sync.tip === null || sync.cursorSeq >= changeSeq || blocked) return { kind: "none" };
  const due = (sync.lastPushAt?.getTime() ?? 0) + git.paceMs(connection.service);
  if (due > now) {
    if (sync.waitingUntil && sync.waitingUntil.getTime() > now) return { kind: "none" };
    await tx.gitSync.update({ where: { workspaceId: sync.workspaceId }, data: { waitingUntil: new Date(due) } });
    return { kind: "wait", until: new Date(due) };
  }
  const first = await getNextAuthor(tx, sync.workspaceId, sync.cursorSeq);
  const open = await tx.gitSyncRun.findFirst({
    where: {
      workspaceId: sync.workspaceId,
      trigger: "change",
      OR: [{ status: "running" }, { status: "failed", id: sync.failedRunId ?? "" }],
    },
    orderBy: { requestedAt: "desc" },
  });
  const runId = open?.id ?? ksuid();
  const columns = working(open?.startedAt ?? null);
  await tx.gitSyncRun.upsert({
    where: { id: runId },
    update: columns,
    create: {
      id: runId,
      workspaceId: sync.workspaceId,
      trigger: "change",
      actorLabel: first.actorLabel,
      phases: [],
      counts: {},
      notes: [],
      repository: { url: sync.url, branch: sync.branch, path: sync.path },
      ...columns,
    },
  });
  return { kind: "run", runId, full: false, sync, connection, author: authorOf(first) };
}

async function authorOfRun(
  tx: Tx,
  run: { actorLabel: string; requestedAt: Date },
  git: Pick<SyncGit, "committer">,
): Promise<Identity> {
  const account = await findAccount(tx, run.actorLabel.toLowerCase());
  return account
    ? { name: account.name, email: account.email, at: run.requestedAt }
    : { ...git.committer, at: run.requestedAt };
}
