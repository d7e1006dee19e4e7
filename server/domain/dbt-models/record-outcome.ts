import { type DbtProject, Prisma } from "@/prisma/generated/client";
import type { Db, Tx } from "@/server/core/ctx";
import { recordHealth } from "@/server/domain/git-connections/record-health";
import type { GitFailure } from "@/server/domain/git-sync/ports";
import type { Work } from "./claim-run";
import type { Compared } from "./compare-loaded";
import type { Loaded } from "./load-commit";
import type { RepositoryTip } from "./ports";
import { replaceRows } from "./replace-rows";
import type { RunRecorder } from "./run-recorder";
import type { SyncFailure } from "./sync-failures";

const firstRetryMs = 30_000;
const longestRetryMs = 30 * 60_000;

const changesPerInsert = 5000;

/** SQL NULL, where a plain null would be the JSON one. */
const dbNull = Prisma.DbNull;

const wellAgain = { failure: dbNull, failedRunId: null, attempts: 0, retryAt: null };

/** The project row, locked, as long as this run is still to be recorded: null when it ended or the settings changed. */
async function lockProject(tx: Tx, { run, project }: Work): Promise<DbtProject | null> {
  await tx.$queryRaw`SELECT 1 FROM "DbtProject" WHERE id = ${project.id} FOR UPDATE`;
  const open = await tx.dbtRun.findFirst({ where: { id: run.id, status: "running" }, select: { id: true } });
  const now = open ? await tx.dbtProject.findUnique({ where: { id: project.id } }) : null;
  if (!now || now.settingsRevision === project.settingsRevision) return now;
  // Somebody changed the settings while we worked: their own run waits, and this one's result is for the old ones.
  await tx.dbtRun.update({ where: { id: run.id }, data: { status: "cancelled", finishedAt: new Date() } });
  return null;
}

export async function recordNothingNew(db: Db, work: Work, run: RunRecorder): Promise<void> {
  run.note({ kind: "nothing-new", text: "The branch is at the commit that is in force." });
  await db.$transaction(async (tx) => {
    if (!(await lockProject(tx, work))) return;
    await tx.dbtProject.update({
      where: { id: work.project.id },
      data: { seenCommit: run.commit, checkedAt: new Date(), ...wellAgain },
    });
    await recordHealth(tx, work.connection.id, null);
    await tx.dbtRun.update({ where: { id: work.run.id }, data: run.finished("succeeded", null) });
  });
}

interface LoadedSet extends Compared {
  readonly tip: Extract<RepositoryTip, { kind: "tip" }>;
  readonly loaded: Loaded;
}

/** Puts a set in force: rows, what changed, the project and the run, in one transaction. */
export async function recordSet(db: Db, work: Work, run: RunRecorder, set: LoadedSet): Promise<void> {
  const { project } = work;
  const { tip, rows, vanishedIds, changes, loaded } = set;
  await db.$transaction(async (tx) => {
    if (!(await lockProject(tx, work))) return;
    await replaceRows(tx, project.id, rows, vanishedIds);
    const counts = await countSet(tx, project.id);
    Object.assign(run.counts, counts, { unchanged: loaded.unchanged.length });
    if (project.commit === null)
      run.note({ kind: "initial", text: `The first models of the project are in: ${counts.models}.` });
    else if (changes.length === 0) run.note({ kind: "nothing-new", text: "The models are as they were before." });
    await storeChanges(tx, work.run.id, changes);
    await tx.dbtProject.update({
      where: { id: project.id },
      data: {
        commit: tip.commit,
        committedAt: tip.committedAt,
        loadedAt: new Date(),
        loadedRunId: work.run.id,
        loadedRevision: project.settingsRevision,
        projectName: loaded.projectName,
        counts,
        seenCommit: tip.commit,
        checkedAt: new Date(),
        ...wellAgain,
      },
    });
    await recordHealth(tx, work.connection.id, null);
    await tx.dbtRun.update({ where: { id: work.run.id }, data: run.finished("succeeded", null) });
  });
}

/** As one text: with a parameter for each value thousands of changes take several times as long. */
async function storeChanges(tx: Tx, runId: string, changes: Compared["changes"]): Promise<void> {
  const rows = changes.map((change, position) => ({ ...change, position }));
  for (let at = 0; at < rows.length; at += changesPerInsert) {
    const given = JSON.stringify(rows.slice(at, at + changesPerInsert));
    await tx.$executeRaw`
      INSERT INTO "DbtRunChange" ("runId", position, kind, "uniqueId", "previousId", name, "resourceType", facts)
      SELECT ${runId}, position, kind, "uniqueId", "previousId", name, "resourceType", facts
      FROM jsonb_to_recordset(${given}::jsonb) AS given(position integer, kind text, "uniqueId" text, "previousId" text,
        name text, "resourceType" text, facts jsonb)`;
  }
}

async function countSet(tx: Tx, projectId: string) {
  const groups = await tx.dbtNode.groupBy({
    by: ["resourceType", "enabled"],
    where: { projectId },
    _count: { _all: true },
  });
  const of = (type: string) =>
    groups
      .filter((each) => each.enabled && each.resourceType === type)
      .reduce((sum, each) => sum + each._count._all, 0);
  const disabled = groups.filter(({ enabled }) => !enabled).reduce((sum, { _count }) => sum + _count._all, 0);
  return { models: of("model"), seeds: of("seed"), snapshots: of("snapshot"), sources: of("source"), disabled };
}

/**
 * Stores why a run failed and when it is tried again: never by itself where access was refused or the commit itself is at
 * fault, which only another commit or another setting mends. The set in force stays.
 */
export async function recordFailure(
  db: Db,
  work: Work,
  run: RunRecorder,
  failure: SyncFailure | GitFailure,
  brokenConnectionId: string | null,
): Promise<void> {
  const { project } = work;
  const attempts = project.attempts + 1;
  run.counts.attempts = attempts;
  const wait = Math.min(firstRetryMs * 2 ** (attempts - 1), longestRetryMs) * (0.75 + Math.random() / 2);
  const triesAgain = failure.retriable && !failure.accessLost;
  await db.$transaction(async (tx) => {
    if (!(await lockProject(tx, work))) return;
    await tx.dbtRun.update({ where: { id: work.run.id }, data: run.finished("failed", failure) });
    await tx.dbtProject.update({
      where: { id: project.id },
      data: {
        failure: failure as unknown as Prisma.InputJsonObject,
        failedRunId: work.run.id,
        attempts,
        retryAt: triesAgain ? new Date(Date.now() + wait) : null,
        checkedAt: new Date(),
        // A commit that was seen is not looked at again before another one comes; a branch that is gone has none.
        ...(run.commit !== null || failure.class === "branch-not-found" ? { seenCommit: run.commit } : {}),
      },
    });
    if (brokenConnectionId !== null && failure.accessLost)
      await recordHealth(tx, brokenConnectionId, failure as unknown as Prisma.InputJsonObject);
  });
}
