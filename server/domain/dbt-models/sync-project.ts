import type { DbtProject } from "@/prisma/generated/client";
import type { Db } from "@/server/core/ctx";
import { GitFailureError, RemoteBusyError } from "@/server/domain/git-sync/ports";
import { claimRun, type Work } from "./claim-run";
import { compareLoaded } from "./compare-loaded";
import { ownProjects } from "./find-candidates";
import { loadCommit } from "./load-commit";
import type { DbtEngine, OpenBranch, ProjectGit, ReadFile, RepositoryTip } from "./ports";
import { readCommittedManifest, readProjectFiles } from "./read-project-files";
import { recordFailure, recordNothingNew, recordSet } from "./record-outcome";
import { targetOf } from "./require-project";
import { type RunNote, RunRecorder } from "./run-recorder";
import { branchMissing, projectMissing, readableFailure, SyncFailureError, unexpected } from "./sync-failures";

export interface SyncDeps {
  readonly db: Db;
  readonly git: ProjectGit;
  readonly engine: DbtEngine;
}

/** What a worker should do next: nothing, come back at once, or wait for another process. */
export type SyncOutcome =
  | { readonly next: "idle" }
  | { readonly next: "again" }
  | { readonly next: "wait"; readonly until: string };

const busyWaitMs = 5_000;

/**
 * Does the next model sync of a project: fetches what is new, loads it, compares it with the set in force and puts it in
 * its place. When a commit cannot be loaded the set stays as it is. Safe to call at any time.
 */
export async function syncProject(deps: SyncDeps, projectId: string): Promise<SyncOutcome> {
  const work = await claimRun(deps.db, projectId);
  if (!work) return { next: "idle" };
  const run = new RunRecorder(deps.db, work.run.id, whyAsked(work));
  try {
    await bringUpToDate(deps, work, run);
    return { next: "again" };
  } catch (error) {
    if (error instanceof RemoteBusyError)
      return { next: "wait", until: new Date(Date.now() + busyWaitMs).toISOString() };
    if (error instanceof SyncFailureError) await recordFailure(deps.db, work, run, error.failure, null);
    else if (error instanceof GitFailureError)
      await recordFailure(deps.db, work, run, readableFailure(error.failure), work.connection.id);
    else {
      await recordFailure(deps.db, work, run, unexpected(error), null);
      throw error;
    }
    return { next: "again" };
  }
}

/** Why the run was asked for; what an earlier attempt of it found is found again. */
const whyAsked = ({ run }: Work) =>
  (run.notes as unknown as readonly RunNote[]).filter(({ kind }) => kind === "columns-described");

interface Fetched {
  readonly tip: Extract<RepositoryTip, { kind: "tip" }>;
  /** Null when nothing is new and nobody asked for more. */
  readonly files: readonly ReadFile[] | null;
  readonly manifest: Uint8Array | null;
}

async function bringUpToDate(deps: SyncDeps, work: Work, run: RunRecorder): Promise<void> {
  await run.enter("connect");
  const target = targetOf(work.project, work.connection);
  const { tip, files, manifest } = await deps.git.withBranch(target, (branch) => fetchCommit(branch, work, run));
  if (files === null) return recordNothingNew(deps.db, work, run);
  await run.enter("load");
  const loaded = await loadCommit(deps, work.project, { tip, files, manifest }, run);
  await run.enter("compare");
  const compared = await compareLoaded(deps.db, work.project, loaded, run);
  await run.enter("record");
  await recordSet(deps.db, work, run, { tip, loaded, ...compared });
}

async function fetchCommit(branch: OpenBranch, work: Work, run: RunRecorder): Promise<Fetched> {
  const { project } = work;
  await run.enter("fetch");
  const tip = await branch.fetchTip(project.commit);
  if (tip.kind === "none") throw branchMissing(project.branch, project.commit !== null);
  run.commit = tip.commit;
  if (project.commit !== null && tip.relation === "rewritten")
    run.note({
      kind: "history-rewritten",
      text: `The branch was rewritten: ${project.commit.slice(0, 7)}, which was loaded before, is not part of it any more.`,
    });
  if (tip.commit === project.commit && isOnlyLook(work)) return { tip, files: null, manifest: null };
  await run.enter("read");
  const found = await readProjectFiles(branch, tip.commit, project.path);
  if (found === null) throw projectMissing(project, ownProjects(await branch.listProjects(tip.commit)));
  const { files, manifest } = found;
  run.counts.files = files.length;
  return { tip, files, manifest: await readCommittedManifest(branch, tip.commit, project.path, manifest) };
}

/** A look that found the commit in force, loaded with the settings of now, has nothing to do. */
function isOnlyLook({ run, project }: Work): boolean {
  return (run.trigger === "poll" || run.trigger === "push") && isCurrent(project);
}

const isCurrent = (project: DbtProject) => project.loadedRevision === project.settingsRevision;
