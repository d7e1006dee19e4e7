import { Prisma } from "@/prisma/generated/client";
import type { Db } from "@/server/core/ctx";
import { isKindName } from "@/server/core/kinds/table";
import type { KindName } from "@/server/core/kinds/types";
import type { SecretScanner } from "@/server/domain/secrets/secret-scanner";
import { workspaceScanner } from "@/server/domain/secrets/workspace-scanner";
import type { ResourceState } from "@/server/hcl/schema";
import { fullSyncMessage, fullSyncSubject } from "./commit-message";
import type { Identity, PlannedFile, SyncGit, SyncRemote } from "./ports";
import type { Advance, SyncState } from "./push-pending";
import { refuseSecrets } from "./refuse-secrets";
import { couldBeOurs, isOurLeftover, renderFile } from "./repository-files";
import type { RunRecorder } from "./run-recorder";

const pageSize = 500;
const pathsAtOnce = 100;

interface Row {
  readonly kind: string;
  readonly id: string;
  readonly state: ResourceState;
}

const pageAfter = (db: Db, workspaceId: string, last: Pick<Row, "kind" | "id"> | undefined) =>
  db.$queryRaw<Row[]>(Prisma.sql`SELECT kind, id, state FROM "Resource"
    WHERE "workspaceId" = ${workspaceId} AND (kind, id) > (${last?.kind ?? ""}, ${last?.id ?? ""})
    ORDER BY kind, id LIMIT ${pageSize}`);

/**
 * Every resource of a workspace, a page at a time: memory does not grow with the workspace. The database reads the next
 * page while this one is written.
 */
async function* allResources(db: Db, workspaceId: string): AsyncGenerator<Row & { kind: KindName }> {
  let rows = await pageAfter(db, workspaceId, undefined);
  while (rows.length > 0) {
    const next = rows.length < pageSize ? null : pageAfter(db, workspaceId, rows.at(-1));
    // Whoever stops reading early never waits for it.
    next?.catch(() => undefined);
    for (const row of rows) if (isKindName(row.kind)) yield { ...row, kind: row.kind };
    rows = next ? await next : [];
  }
}

interface Difference {
  readonly folder: string;
  readonly tip: string | null;
  readonly existing: ReadonlyMap<string, string>;
  readonly scanner: SecretScanner;
}

/**
 * What must change so that our folders hold the workspace: files that differ, then files of ours whose resource is gone.
 * Resources are read while the commit is written; one that changes meanwhile has a newer change record, which follows.
 */
async function* differingFiles(
  deps: { db: Db; git: SyncGit },
  remote: SyncRemote,
  workspaceId: string,
  { folder, tip, existing, scanner }: Difference,
  run: RunRecorder,
): AsyncGenerator<PlannedFile> {
  const counts = run.counts;
  const wanted = new Set<string>();
  counts.resources = 0;
  counts.filesWritten = counts.filesDeleted = counts.filesUnchanged = 0;
  for await (const { kind, id, state } of allResources(deps.db, workspaceId)) {
    const file = renderFile(folder, kind, id, state);
    refuseSecrets(scanner, file);
    wanted.add(file.path);
    counts.resources += 1;
    const there = existing.get(file.path);
    if (there !== undefined && there === deps.git.blobId(file.content)) counts.filesUnchanged += 1;
    else {
      counts.filesWritten += 1;
      yield file;
    }
    if (counts.resources % 200 === 0) await run.progress();
  }
  const others = [...existing.keys()].filter((path) => !wanted.has(path) && couldBeOurs(folder, path));
  for (let at = 0; tip !== null && at < others.length; at += pathsAtOnce) {
    const paths = others.slice(at, at + pathsAtOnce);
    const texts = await remote.readFiles(tip, paths);
    for (const [index, path] of paths.entries()) {
      const text = texts[index] ?? null;
      if (text === null || !isOurLeftover(folder, path, text)) continue;
      counts.filesDeleted += 1;
      yield { path, content: null };
    }
  }
}

/** Takes the first file before the commit is begun, so that no empty commit is ever made. */
async function startOf<T>(source: AsyncGenerator<T>): Promise<AsyncGenerator<T> | null> {
  const first = await source.next();
  if (first.done) return null;
  return (async function* () {
    yield first.value;
    yield* source;
  })();
}

/**
 * One commit that brings our folders to the workspace's state; files that are not ours are never touched. Returns null
 * when the remote moved meanwhile.
 */
export async function pushFull(
  deps: { db: Db; git: SyncGit },
  remote: SyncRemote,
  state: SyncState & { runId: string; author: Identity },
  run: RunRecorder,
): Promise<Advance | null> {
  const { changeSeq: through } = await deps.db.workspace.findUniqueOrThrow({
    where: { id: state.workspaceId },
    select: { changeSeq: true },
  });
  run.counts.resourcesTotal = await deps.db.resource.count({ where: { workspaceId: state.workspaceId } });
  await run.enter("read");
  const existing = state.tip === null ? new Map<string, string>() : await remote.listFiles(state.tip, state.folder);
  const scanner = await workspaceScanner(deps.db, state.workspaceId);
  await run.enter("write");
  const difference = { folder: state.folder, tip: state.tip, existing, scanner };
  const files = await startOf(differingFiles(deps, remote, state.workspaceId, difference, run));
  if (files === null) return { cursorSeq: through, tip: state.tip, commits: [] };
  const [commit] = await remote.write(state.tip, [
    {
      files,
      message: fullSyncMessage(state.workspaceId, state.runId, through),
      author: state.author,
      committer: { ...deps.git.committer, at: state.author.at },
    },
  ]);
  if (!commit) throw new Error("The full sync wrote no commit.");
  await run.enter("push");
  const pushed = await remote.push(commit, state.tip);
  if (pushed.kind === "moved") return null;
  run.counts.commits = (run.counts.commits ?? 0) + 1;
  const count = (run.counts.filesWritten ?? 0) + (run.counts.filesDeleted ?? 0);
  return {
    cursorSeq: through,
    tip: commit,
    commits: [{ sha: commit, subject: fullSyncSubject, seq: null, files: count }],
  };
}
