import { Prisma } from "@/prisma/generated/client";
import type { Db } from "@/server/core/ctx";
import { joinWorkspace } from "@/server/domain/workspaces/join-workspace";

/**
 * Workspaces with work that no event will bring: a run asked for and not begun or left by a crash, pending changes, a
 * retry that is due. The sweep wakes a worker for each.
 */
export async function findWaitingWorkspaces(db: Db): Promise<string[]> {
  // A Date, not now(): the columns hold UTC whatever time zone the database's sessions have.
  const now = new Date();
  const rows = await db.$queryRaw<{ workspaceId: string }[]>`
    SELECT s."workspaceId" FROM "GitSync" s ${joinWorkspace(Prisma.sql`s."workspaceId"`)}
    WHERE (s.enabled AND s.tip IS NOT NULL AND w."changeSeq" > s."cursorSeq"
           AND (s.failure IS NULL OR s.failure = 'null'::jsonb OR s."retryAt" <= ${now})
           AND (s."waitingUntil" IS NULL OR s."waitingUntil" <= ${now}))
       OR EXISTS (SELECT 1 FROM "GitSyncRun" r WHERE r."workspaceId" = s."workspaceId"
                  AND r.trigger IN ('initial', 'full')
                  AND (r.status IN ('queued', 'running') OR (r.id = s."failedRunId" AND s."retryAt" <= ${now})))`;
  return rows.map((row) => row.workspaceId);
}
