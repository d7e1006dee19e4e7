import { type DbtProject, type DbtRun, type GitConnection, Prisma } from "@/prisma/generated/client";
import type { Db } from "@/server/core/ctx";

export interface Work {
  readonly run: DbtRun;
  readonly project: DbtProject;
  readonly connection: GitConnection;
}

/** Takes the oldest run of a project that waits, was left by a crash, or failed and is due again; null when there is none. */
export function claimRun(db: Db, projectId: string): Promise<Work | null> {
  return db.$transaction(async (tx) => {
    await tx.$queryRaw`SELECT 1 FROM "DbtProject" WHERE id = ${projectId} FOR UPDATE`;
    const found = await tx.dbtProject.findUnique({ where: { id: projectId }, include: { connection: true } });
    if (!found) return null;
    const { connection, ...project } = found;
    const isDue = project.failedRunId !== null && project.retryAt !== null && project.retryAt.getTime() <= Date.now();
    const open = { status: { in: ["queued", "running"] } };
    const run = await tx.dbtRun.findFirst({
      where: {
        projectId,
        OR: [open, ...(isDue && project.failedRunId ? [{ id: project.failedRunId, status: "failed" }] : [])],
      },
      orderBy: [{ requestedAt: "asc" }, { id: "asc" }],
    });
    if (!run) return null;
    const data = {
      status: "running",
      startedAt: run.startedAt ?? new Date(),
      finishedAt: null,
      failure: Prisma.DbNull,
      repository: { url: project.url, branch: project.branch, path: project.path },
    };
    return { run: await tx.dbtRun.update({ where: { id: run.id }, data }), project, connection };
  });
}
