import { inngest } from "@/inngest/client";
import { dbtSyncRequested } from "@/inngest/events";
import type { DbtProject, Prisma } from "@/prisma/generated/client";
import type { Tx } from "@/server/core/ctx";
import { ksuid } from "@/server/core/kinds/ids";
import { log } from "@/server/log";
import type { RunNote } from "./run-recorder";

export const triggers = ["initial", "manual", "push", "poll", "settings", "manifest", "warehouse"] as const;
export type RunTrigger = (typeof triggers)[number];

/**
 * Writes down a model sync, or joins the one that waits already. The caller announces it after its transaction, which
 * holds the project's row.
 */
export async function queueRun(
  tx: Tx,
  project: Pick<DbtProject, "id" | "workspaceId" | "url" | "branch" | "path" | "commit">,
  trigger: RunTrigger,
  actorLabel: string,
  notes: readonly RunNote[] = [],
): Promise<string> {
  await tx.$queryRaw`SELECT 1 FROM "DbtProject" WHERE id = ${project.id} FOR UPDATE`;
  const waiting = await tx.dbtRun.findFirst({ where: { projectId: project.id, status: "queued" } });
  if (waiting) return waiting.id;
  const id = ksuid();
  await tx.dbtRun.create({
    data: {
      id,
      projectId: project.id,
      workspaceId: project.workspaceId,
      trigger,
      actorLabel,
      status: "queued",
      phases: [],
      counts: {},
      notes: notes as unknown as Prisma.InputJsonArray,
      problems: [],
      previousCommit: project.commit,
      repository: { url: project.url, branch: project.branch, path: project.path },
    },
  });
  return id;
}

/** Wakes the worker. A lost event delays it until the next sweep. */
export async function announceSync(projectId: string): Promise<void> {
  try {
    await inngest.send(dbtSyncRequested.create({ projectId }));
  } catch (error) {
    log().warn({ error, projectId }, "A model sync could not be announced; the sweep will find it");
  }
}
