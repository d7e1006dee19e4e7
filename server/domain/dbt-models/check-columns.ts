import { actorLabel, authorize, type Ctx } from "@/server/core/ctx";
import { DomainError, NotFoundError } from "@/server/core/errors";
import type { WarehouseDescribers } from "@/server/domain/warehouses/ports";
import { checkProblemText } from "./check-problems";
import { describeRelations } from "./describe-relations";
import { requireProject } from "./require-project";

/**
 * Asks the warehouse for one relation's columns now. Throws NotFoundError, `invalid` for what has no relation, and
 * `unavailable` when the warehouse cannot be asked.
 */
export async function checkColumns(
  ctx: Ctx,
  describers: WarehouseDescribers,
  { projectId, uniqueId }: { projectId: string; uniqueId: string },
): Promise<{ found: boolean }> {
  authorize(ctx, "extensions:manage");
  const project = await requireProject(ctx, projectId);
  const node = await ctx.db.dbtNode.findUnique({
    where: { projectId_uniqueId: { projectId, uniqueId } },
    select: { relationName: true, enabled: true },
  });
  if (!node) throw new NotFoundError("dbt model", uniqueId);
  const { relationName } = node;
  if (relationName === null || !node.enabled)
    throw new DomainError("invalid", "It has no relation of its own in the warehouse.", {
      next: "Check the models that read it.",
    });
  const relations = [{ uniqueId, relationName }];
  const outcome = await describeRelations({ db: ctx.db, describers }, project, relations, actorLabel(ctx.actor));
  if (outcome.ok) return { found: outcome.found === 1 };
  const { title, next } = checkProblemText(outcome.problem, project.adapter);
  throw new DomainError("unavailable", title, { next, data: { problem: outcome.problem } });
}
