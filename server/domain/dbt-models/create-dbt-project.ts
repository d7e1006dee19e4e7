import { createId } from "@/server/core/create-id";
import { actorLabel, authorize, type Ctx } from "@/server/core/ctx";
import { DomainError } from "@/server/core/errors";
import { recordAudit } from "@/server/domain/audit/record-audit";
import { requireConnection } from "@/server/domain/git-connections/get-git-connection";
import type { GitGateway } from "@/server/domain/git-connections/ports";
import { checkPlace } from "@/server/domain/git-sync/check-place";
import { newWebhookSecret, sealEnv, sealWebhookSecret } from "./project-secrets";
import { announceSync, queueRun } from "./queue-run";
import { readVars } from "./read-vars";
import type { CreateDbtProject } from "./schema";
import { requireWarehouseSource } from "./warehouse-sources";

export interface CreatedDbtProject {
  readonly id: string;
  readonly runId: string;
  /** For the webhook at the Git host. It is shown this once. */
  readonly webhookSecret: string;
}

/** Binds a dbt project of a repository to a warehouse source and asks for the initial model sync. */
export async function createDbtProject(
  ctx: Ctx,
  gateway: GitGateway,
  input: CreateDbtProject,
): Promise<CreatedDbtProject> {
  authorize(ctx, "extensions:manage");
  const connection = await requireConnection(ctx, input.connectionId);
  const source = await requireWarehouseSource(ctx, input.sourceId);
  const checked = checkPlace(gateway, connection, { ...input, path: "" });
  const vars = readVars(input.vars);
  const id = createId();
  const secret = newWebhookSecret();
  const { name, branch, path, dbtVersion, database, schema, targetName } = input;
  const runId = await ctx.db
    .$transaction(async (tx) => {
      const project = await tx.dbtProject.create({
        data: {
          id,
          workspaceId: ctx.workspace.id,
          connectionId: connection.id,
          sourceId: source.id,
          adapter: source.adapter,
          url: checked.url,
          repositoryKey: checked.key,
          ...{ name, branch, path, dbtVersion, database, schema, targetName, vars },
          ...sealEnv(id, input.env),
          ...sealWebhookSecret(id, secret),
          createdBy: actorLabel(ctx.actor),
        },
      });
      await recordAudit(tx, ctx, {
        type: "dbt Project Created",
        resourceType: "dbt_project",
        resourceId: id,
        resourceName: name,
        detail: { repository: checked.display, branch, path, source: source.name },
      });
      return queueRun(tx, project, "initial", actorLabel(ctx.actor));
    })
    .catch((error) => nameTaken(error, name));
  await announceSync(id);
  return { id, runId, webhookSecret: secret };
}

export function nameTaken(error: unknown, name: string): never {
  if ((error as { code?: string }).code !== "P2002") throw error;
  throw new DomainError("conflict", `Another dbt project is called “${name}”.`, {
    next: "Choose another name.",
    fields: [{ path: "name", message: `“${name}” is taken.` }],
    cause: error,
  });
}
