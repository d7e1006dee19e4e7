import { actorLabel, authorize, type Ctx } from "@/server/core/ctx";
import { recordAudit } from "@/server/domain/audit/record-audit";
import { announceSync, queueRun } from "./queue-run";
import { requireProject } from "./require-project";

/** Switches looking for new commits off or on. Off, the models in force stay and *Sync now* still works. */
export async function setDbtProjectEnabled(ctx: Ctx, input: { id: string; enabled: boolean }): Promise<void> {
  authorize(ctx, "extensions:manage");
  const project = await requireProject(ctx, input.id);
  if (project.enabled === input.enabled) return;
  await ctx.db.$transaction(async (tx) => {
    await tx.dbtProject.update({
      where: { id: project.id },
      data: { enabled: input.enabled, nextCheckAt: new Date() },
    });
    await recordAudit(tx, ctx, {
      type: input.enabled ? "dbt Project Enabled" : "dbt Project Disabled",
      resourceType: "dbt_project",
      resourceId: project.id,
      resourceName: project.name,
    });
    if (input.enabled) await queueRun(tx, project, "poll", actorLabel(ctx.actor));
  });
  if (input.enabled) await announceSync(project.id);
}
