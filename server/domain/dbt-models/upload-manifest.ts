import type { Prisma } from "@/prisma/generated/client";
import { actorLabel, authorize, type Ctx } from "@/server/core/ctx";
import { InvalidError } from "@/server/core/errors";
import type { ManifestFacts } from "@/server/dbt/worker/protocol";
import { recordAudit } from "@/server/domain/audit/record-audit";
import { type DbtEngine, EngineError } from "./ports";
import { announceSync, queueRun } from "./queue-run";
import { requireProject } from "./require-project";

export interface UploadManifest {
  readonly projectId: string;
  /** The file as it is, or compressed with gzip; at most 200 MB of text. */
  readonly content: Uint8Array;
  /** The commit it was made from; without one it is used while the models' code is the same. */
  readonly commit: string | null;
}

/**
 * Stores dbt's own manifest (v9 to v12) and loads the models anew with it. Its facts win over what the files tell for as
 * long as it fits the branch's commit. Throws InvalidError at `manifest`.
 */
export async function uploadManifest(
  ctx: Ctx,
  engine: DbtEngine,
  input: UploadManifest,
): Promise<{ facts: ManifestFacts; runId: string }> {
  authorize(ctx, "extensions:manage");
  const project = await requireProject(ctx, input.projectId);
  const commit = input.commit?.trim().toLowerCase() || null;
  if (commit !== null && !/^[0-9a-f]{7,40}$/.test(commit))
    throw new InvalidError([{ path: "commit", message: "Give a commit id of 7 to 40 characters, or none." }]);
  const reading = await engine.readManifest(input.content).catch((error) => {
    if (error instanceof EngineError) return { ok: false as const, message: error.message };
    throw error;
  });
  if (!reading.ok) throw new InvalidError([{ path: "manifest", message: `It cannot be used: ${reading.message}.` }]);
  const runId = await ctx.db.$transaction(async (tx) => {
    const data = {
      facts: reading.facts as unknown as Prisma.InputJsonObject,
      commit,
      content: new Uint8Array(reading.content),
      uploadedAt: new Date(),
      uploadedBy: actorLabel(ctx.actor),
    };
    await tx.dbtManifest.upsert({
      where: { projectId: project.id },
      update: data,
      create: { projectId: project.id, ...data },
    });
    await raiseRevision(tx, project.id);
    await recordAudit(tx, ctx, {
      type: "dbt Manifest Uploaded",
      resourceType: "dbt_project",
      resourceId: project.id,
      resourceName: project.name,
      detail: { models: reading.facts.models, dbtVersion: reading.facts.dbtVersion, commit },
    });
    return queueRun(tx, project, project.commit === null ? "initial" : "manifest", actorLabel(ctx.actor));
  });
  await announceSync(project.id);
  return { facts: reading.facts, runId };
}

/** Forgets the manifest: the models are read from the files again. */
export async function removeManifest(ctx: Ctx, projectId: string): Promise<{ runId: string | null }> {
  authorize(ctx, "extensions:manage");
  const project = await requireProject(ctx, projectId);
  const runId = await ctx.db.$transaction(async (tx) => {
    const { count } = await tx.dbtManifest.deleteMany({ where: { projectId } });
    if (count === 0) return null;
    await raiseRevision(tx, projectId);
    await recordAudit(tx, ctx, {
      type: "dbt Manifest Removed",
      resourceType: "dbt_project",
      resourceId: projectId,
      resourceName: project.name,
    });
    return queueRun(tx, project, project.commit === null ? "initial" : "manifest", actorLabel(ctx.actor));
  });
  if (runId) await announceSync(projectId);
  return { runId };
}

/** What is being loaded now was begun without it. */
const raiseRevision = (tx: Parameters<typeof queueRun>[0], id: string) =>
  tx.dbtProject.update({ where: { id }, data: { settingsRevision: { increment: 1 } } });
