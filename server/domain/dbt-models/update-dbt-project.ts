import { type DbtProject, Prisma } from "@/prisma/generated/client";
import { actorLabel, authorize, type Ctx } from "@/server/core/ctx";
import { recordAudit } from "@/server/domain/audit/record-audit";
import { requireConnection } from "@/server/domain/git-connections/get-git-connection";
import type { GitGateway } from "@/server/domain/git-connections/ports";
import { checkPlace } from "@/server/domain/git-sync/check-place";
import { nameTaken } from "./create-dbt-project";
import { projectEnv, sealEnv } from "./project-secrets";
import { announceSync, queueRun } from "./queue-run";
import { readVars } from "./read-vars";
import { requireProject } from "./require-project";
import type { UpdateDbtProject } from "./schema";
import { requireWarehouseSource } from "./warehouse-sources";

/**
 * Changes a project's settings. Whatever its models depend on makes them load anew; until that has worked the models of
 * before stay in force. Returns the run that was asked for, or null when only the name changed.
 */
export async function updateDbtProject(
  ctx: Ctx,
  gateway: GitGateway,
  input: UpdateDbtProject,
): Promise<{ runId: string | null }> {
  authorize(ctx, "extensions:manage");
  const project = await requireProject(ctx, input.id);
  const { name = project.name } = input;
  const changes = await settingsChanges(ctx, gateway, project, input);
  const changed = Object.keys(changes).filter((key) => !key.startsWith("env") || key === "envNames");
  const loadsAnew = changed.length > 0;
  const runId = await ctx.db
    .$transaction(async (tx) => {
      const row = await tx.dbtProject.update({
        where: { id: project.id },
        data: { name, ...changes, ...(loadsAnew ? startOver : {}) },
      });
      await recordAudit(tx, ctx, {
        type: "dbt Project Modified",
        resourceType: "dbt_project",
        resourceId: project.id,
        resourceName: name,
        detail: { changed: [...(name === project.name ? [] : ["name"]), ...changed] },
      });
      return loadsAnew ? queueRun(tx, row, row.commit === null ? "initial" : "settings", actorLabel(ctx.actor)) : null;
    })
    .catch((error) => nameTaken(error, name));
  if (runId) await announceSync(project.id);
  return { runId };
}

/** An older failure says nothing about the new settings. */
const startOver = {
  settingsRevision: { increment: 1 },
  seenCommit: null,
  failure: Prisma.DbNull,
  failedRunId: null,
  attempts: 0,
  retryAt: null,
} as const;

/** Columns whose values differ from what is stored; a project's environment values always count when any is given. */
async function settingsChanges(
  ctx: Ctx,
  gateway: GitGateway,
  project: DbtProject,
  input: UpdateDbtProject,
): Promise<Partial<Prisma.DbtProjectUncheckedUpdateInput>> {
  const { branch = project.branch, url = project.url, connectionId = project.connectionId } = input;
  const connection = await requireConnection(ctx, connectionId);
  const checked = checkPlace(gateway, connection, { url, branch, path: "" });
  const source =
    input.sourceId === undefined || input.sourceId === project.sourceId
      ? { id: project.sourceId, adapter: project.adapter }
      : await requireWarehouseSource(ctx, input.sourceId);
  const wanted = {
    connectionId,
    url: checked.url,
    repositoryKey: checked.key,
    branch,
    sourceId: source.id,
    adapter: source.adapter,
    path: input.path ?? project.path,
    dbtVersion: input.dbtVersion ?? project.dbtVersion,
    database: input.database ?? project.database,
    schema: input.schema ?? project.schema,
    targetName: input.targetName ?? project.targetName,
  };
  const differing = Object.entries(wanted).filter(([key, value]) => project[key as keyof typeof wanted] !== value);
  const vars = input.vars === undefined ? undefined : readVars(input.vars);
  const hasNewVars = vars !== undefined && JSON.stringify(vars) !== JSON.stringify(project.vars);
  return {
    ...Object.fromEntries(differing),
    ...(hasNewVars ? { vars } : {}),
    ...(input.env && Object.keys(input.env).length > 0 ? sealEnv(project.id, mergedEnv(project, input.env)) : {}),
  };
}

function mergedEnv(project: DbtProject, given: NonNullable<UpdateDbtProject["env"]>): Record<string, string> {
  const entries = Object.entries({ ...projectEnv(project), ...given });
  return Object.fromEntries(entries.flatMap(([name, value]) => (value === null ? [] : [[name, value]])));
}
