import { authorize, type Ctx } from "@/server/core/ctx";
import { recordAudit } from "@/server/domain/audit/record-audit";
import { log } from "@/server/log";
import type { DbtEngine, ProjectGit } from "./ports";
import { requireProject } from "./require-project";

/** Ends a project: its models, runs and secrets go. Reverse ETL models that read its tables stay as they are. */
export async function removeDbtProject(
  ctx: Ctx,
  deps: { git: ProjectGit; engine: DbtEngine },
  id: string,
): Promise<void> {
  authorize(ctx, "extensions:manage");
  const project = await requireProject(ctx, id);
  await ctx.db.$transaction(async (tx) => {
    await tx.$queryRaw`SELECT 1 FROM "DbtProject" WHERE id = ${id} FOR UPDATE`;
    await tx.dbtProject.delete({ where: { id } });
    await recordAudit(tx, ctx, {
      type: "dbt Project Deleted",
      resourceType: "dbt_project",
      resourceId: id,
      resourceName: project.name,
    });
  });
  await clean(ctx, deps, project);
}

/** Copies on disk are worth nothing now; what cannot be removed costs only room. */
async function clean(
  ctx: Ctx,
  { git, engine }: { git: ProjectGit; engine: DbtEngine },
  project: { id: string; workspaceId: string; url: string; branch: string },
): Promise<void> {
  const { workspaceId, url, branch } = project;
  try {
    await engine.forget(project.id);
    if ((await ctx.db.dbtProject.count({ where: { workspaceId, url, branch } })) === 0) await git.forget(project);
  } catch (error) {
    log().warn({ error, projectId: project.id }, "The copies of a dbt project could not be removed");
  }
}
