import type { DbtProject, GitConnection } from "@/prisma/generated/client";
import type { Db } from "@/server/core/ctx";
import { GitFailureError } from "@/server/domain/git-sync/ports";
import type { ProjectGit } from "./ports";
import { announceSync, queueRun } from "./queue-run";
import { targetOf } from "./require-project";
import type { SyncFailure } from "./sync-failures";

const checkEveryMs = 5 * 60_000;

export interface Look {
  readonly projectId: string;
  readonly trigger: "push" | "poll";
  /** Who is said to have asked. */
  readonly label: string;
}

/**
 * Asks the host where the branch stands, without fetching anything, and asks for a model sync when that is news. A push
 * that is told twice, late, or falsely costs one such question.
 */
export async function checkBranch(deps: { db: Db; git: ProjectGit }, look: Look): Promise<{ runId: string | null }> {
  const found = await deps.db.dbtProject.findUnique({
    where: { id: look.projectId },
    include: { connection: true },
  });
  if (!found?.enabled) return { runId: null };
  const { connection, ...project } = found;
  await postpone(deps.db, project);
  // Hosts ban addresses that keep coming with a refused credential: a person has to mend it first.
  if ((project.failure as unknown as SyncFailure | null)?.accessLost) return { runId: null };
  if (!(await isNews(deps.git, project, connection))) return { runId: null };
  const runId = await deps.db.$transaction((tx) => queueRun(tx, project, look.trigger, look.label));
  await announceSync(project.id);
  return { runId };
}

/** Spread, so that many projects do not ask at once. */
async function postpone(db: Db, { id }: DbtProject): Promise<void> {
  const next = new Date(Date.now() + checkEveryMs * (0.9 + Math.random() / 5));
  await db.dbtProject.updateMany({ where: { id }, data: { checkedAt: new Date(), nextCheckAt: next } });
}

async function isNews(git: ProjectGit, project: DbtProject, connection: GitConnection): Promise<boolean> {
  try {
    const tip = await git.askTip(targetOf(project, connection));
    if (tip === project.seenCommit) return tip === null && project.failure === null;
    return true;
  } catch (error) {
    if (!(error instanceof GitFailureError)) throw error;
    // The first time a run says it on its page, with all the words; after that there is nothing to add.
    return project.failure === null;
  }
}
