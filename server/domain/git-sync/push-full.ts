import type { Db } from "@/server/core/ctx";
import { findProblem, type HeldBack, resourceFile, variableNames } from "@/server/domain/export/resource-file";
import { countAllResources } from "@/server/domain/resources/count-all-resources";
import { eachResource } from "@/server/domain/resources/each-resource";
import type { SecretScanner } from "@/server/domain/secrets/secret-scanner";
import { workspaceScanner } from "@/server/domain/secrets/workspace-scanner";
import { getChangeSeq } from "@/server/domain/workspaces/get-change-seq";
import { getSecretsStyle } from "@/server/domain/workspaces/get-secrets-style";
import { fullSyncMessage, fullSyncSubject } from "./commit-message";
import { noteHeldBack } from "./held-back";
import type { Identity, PlannedFile, SyncGit, SyncRemote } from "./ports";
import type { Advance, SyncState } from "./push-pending";
import { refuseSecrets } from "./refuse-secrets";
import { couldBeOurs, inFolder, isOurLeftover } from "./repository-files";
import type { RunRecorder } from "./run-recorder";
import { DeclaredVariables } from "./variables";

const pathsAtOnce = 100;

interface Difference {
  readonly folder: string;
  readonly tip: string | null;
  readonly existing: ReadonlyMap<string, string>;
  readonly scanner: SecretScanner;
  readonly declared: DeclaredVariables;
  /** Filled while the files are gone through. */
  readonly heldBack: HeldBack[];
}

/**
 * What must change so that our folders hold the workspace: files that differ, then files of ours whose resource is gone.
 * Resources are read while the commit is written; one that changes meanwhile has a newer change record, which follows.
 */
async function* differingFiles(
  deps: { db: Db; git: SyncGit },
  remote: SyncRemote,
  workspaceId: string,
  difference: Difference,
  run: RunRecorder,
): AsyncGenerator<PlannedFile> {
  const { folder, existing, declared, heldBack } = difference;
  const counts = run.counts;
  const wanted = new Set<string>();
  const names = new Set<string>();
  counts.resources = 0;
  counts.filesWritten = counts.filesDeleted = counts.filesUnchanged = 0;
  const withSecrets = declared.style === "variables";
  for await (const resource of eachResource(deps.db, workspaceId, { withSecrets })) {
    const file = resourceFile(resource, declared.style);
    const path = inFolder(folder, file.path);
    wanted.add(path);
    counts.resources += 1;
    if (file.content !== null) refuseSecrets(difference.scanner, { path, content: file.content });
    const there = existing.get(path);
    const same = file.content !== null && there !== undefined && there === deps.git.blobId(file.content);
    // What the repository has already needs no proof: only what is written costs a reading.
    const problem = same ? null : findProblem(file);
    if (problem) {
      heldBack.push({ kind: resource.kind, id: resource.id, title: resource.title, path, problem });
    } else {
      for (const name of variableNames(file)) names.add(name);
      if (same) counts.filesUnchanged += 1;
      else {
        counts.filesWritten += 1;
        yield { path, content: file.content };
      }
    }
    if (counts.resources % 200 === 0) await run.progress();
  }
  const variables = await variablesToWrite(deps.git, difference, names);
  if (variables.content !== null) {
    wanted.add(variables.path);
    if (variables.differs) {
      counts.filesWritten += 1;
      yield { path: variables.path, content: variables.content };
    }
  }
  yield* leftovers(remote, difference, wanted, run);
}

/** The declarations of all variables; those that the file of a held-back resource may need stay, as that file does. */
async function variablesToWrite(git: SyncGit, { declared, existing, heldBack }: Difference, names: Set<string>) {
  const { path, style } = declared;
  if (style === "masked") return { path, content: null, differs: false };
  if (heldBack.length > 0) for (const name of await declared.namesOf(heldBack)) names.add(name);
  const { content } = declared.file(names);
  const differs = content !== null && existing.get(path) !== git.blobId(content);
  // Throws when the file is somebody else's.
  if (differs) await declared.names();
  return { path, content, differs };
}

async function* leftovers(
  remote: SyncRemote,
  { folder, tip, existing }: Difference,
  wanted: ReadonlySet<string>,
  run: RunRecorder,
): AsyncGenerator<PlannedFile> {
  const others = [...existing.keys()].filter((path) => !wanted.has(path) && couldBeOurs(folder, path));
  for (let at = 0; tip !== null && at < others.length; at += pathsAtOnce) {
    const paths = others.slice(at, at + pathsAtOnce);
    const texts = await remote.readFiles(tip, paths);
    for (const [index, path] of paths.entries()) {
      const text = texts[index] ?? null;
      if (text === null || !isOurLeftover(folder, path, text)) continue;
      run.counts.filesDeleted = (run.counts.filesDeleted ?? 0) + 1;
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
  const through = await getChangeSeq(deps.db, state.workspaceId);
  run.counts.resourcesTotal = await countAllResources(deps.db, state.workspaceId);
  await run.enter("read");
  const existing = state.tip === null ? new Map<string, string>() : await remote.listFiles(state.tip, state.folder);
  const scanner = await workspaceScanner(deps.db, state.workspaceId);
  await run.enter("write");
  const style = await getSecretsStyle(deps.db, state.workspaceId);
  const declared = new DeclaredVariables(remote, state.folder, state.tip, style);
  const heldBack: HeldBack[] = [];
  const difference = { folder: state.folder, tip: state.tip, existing, scanner, declared, heldBack };
  const files = await startOf(differingFiles(deps, remote, state.workspaceId, difference, run));
  const holding = { looked: "all", heldBack } as const;
  if (files === null) {
    noteHeldBack(run, heldBack);
    return { cursorSeq: through, tip: state.tip, commits: [], holding };
  }
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
  noteHeldBack(run, heldBack);
  run.counts.commits = (run.counts.commits ?? 0) + 1;
  const count = (run.counts.filesWritten ?? 0) + (run.counts.filesDeleted ?? 0);
  return {
    cursorSeq: through,
    tip: commit,
    commits: [{ sha: commit, subject: fullSyncSubject, seq: null, files: count }],
    holding,
  };
}
