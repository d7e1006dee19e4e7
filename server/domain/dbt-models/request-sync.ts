import { actorLabel, authorize, type Ctx } from "@/server/core/ctx";
import { NotFoundError } from "@/server/core/errors";
import { recordAudit } from "@/server/domain/audit/record-audit";
import { announceSync, queueRun } from "./queue-run";
import { requireProject } from "./require-project";

/** Asks for a model sync now; one that waits already is joined. It also is the *Retry* of a failed one. */
export async function requestModelSync(ctx: Ctx, id: string): Promise<{ runId: string }> {
  authorize(ctx, "extensions:manage");
  const project = await requireProject(ctx, id);
  const runId = await ctx.db.$transaction(async (tx) => {
    const trigger = project.commit === null ? "initial" : "manual";
    const queued = await queueRun(tx, project, trigger, actorLabel(ctx.actor));
    await recordAudit(tx, ctx, {
      type: "dbt Model Sync Requested",
      resourceType: "dbt_project",
      resourceId: id,
      resourceName: project.name,
    });
    return queued;
  });
  await announceSync(id);
  return { runId };
}

/** A model sync of every dbt project that is bound to a source. Throws NotFoundError when there is none. */
export async function triggerModelSync(
  ctx: Ctx,
  sourceId: string,
): Promise<{ syncs: readonly { runId: string; projectId: string; status: string }[] }> {
  authorize(ctx, "extensions:manage");
  const projects = await ctx.db.dbtProject.findMany({
    where: { workspaceId: ctx.workspace.id, sourceId },
    orderBy: [{ createdAt: "asc" }, { id: "asc" }],
    select: { id: true },
  });
  if (projects.length === 0) throw new NotFoundError("dbt model sync for source", sourceId);
  const syncs = [];
  for (const { id } of projects) syncs.push({ ...(await requestModelSync(ctx, id)), projectId: id, status: "queued" });
  return { syncs };
}
