import type { Db } from "@/server/core/ctx";

export interface DueProjects {
  /** With a run that waits, was left by a crash, or is to be tried again. */
  readonly waiting: readonly string[];
  /** Whose branch is to be looked at. */
  readonly toCheck: readonly string[];
}

const mostAtOnce = 200;

/** Work that no event brings: what was lost, what is due again, and the regular look at each branch. */
export async function findDueProjects(db: Db): Promise<DueProjects> {
  // A Date, not now(): the columns hold UTC whatever time zone the database's sessions have.
  const now = new Date();
  const waiting = await db.$queryRaw<{ id: string }[]>`
    SELECT p.id FROM "DbtProject" p
    WHERE (p."failedRunId" IS NOT NULL AND p."retryAt" <= ${now})
       OR EXISTS (SELECT 1 FROM "DbtRun" r WHERE r."projectId" = p.id AND r.status IN ('queued', 'running'))
    LIMIT ${mostAtOnce}`;
  const toCheck = await db.dbtProject.findMany({
    where: { enabled: true, nextCheckAt: { lte: now } },
    select: { id: true },
    orderBy: { nextCheckAt: "asc" },
    take: mostAtOnce,
  });
  return { waiting: waiting.map(({ id }) => id), toCheck: toCheck.map(({ id }) => id) };
}
