import { authorize, type Ctx, type Tx } from "@/server/core/ctx";
import { DomainError, InvalidError } from "@/server/core/errors";
import { recordAudit } from "@/server/domain/audit/record-audit";
import { changeWorkspace } from "@/server/domain/changes/change-workspace";
import { insertResource } from "@/server/domain/resources/create-resource";
import { waitsForDbtCloud } from "@/server/domain/resources/guard-dbt-cloud-schedules";
import { insertResources } from "@/server/domain/resources/insert-resources";
import { removeIn } from "@/server/domain/resources/remove-resource";
import { replaceState } from "@/server/domain/resources/update-resource";
import type { Step } from "./compare-tree";
import { describePlan } from "./plan-import";
import { prepareImport } from "./prepare-import";
import type { ImportInput, ImportPlan } from "./types";

/** Large trees take minutes; whoever edits meanwhile waits for the end. */
const longestMs = 30 * 60_000;
const mostFields = 100;
const mostAtOnce = 200;

/**
 * Brings a tree into the workspace, all of it or nothing: one transaction, a change record for each resource. It is
 * compared anew first; any error among its problems refuses it. `from` says in the audit trail where it came from.
 */
export async function applyImport(ctx: Ctx, input: ImportInput, from: string): Promise<ImportPlan> {
  authorize(ctx, "workspace:manage");
  const acting: Ctx = { ...ctx, origin: "import" };
  return changeWorkspace(
    acting,
    async (tx) => {
      const prepared = await prepareImport(tx, acting, input, { hold: true });
      const plan = describePlan(prepared);
      refuseErrors(plan);
      for (const batch of batchesOf(prepared.steps)) await applyBatch(tx, acting, batch);
      for (const { kind, id } of prepared.removals) await removeIn(tx, acting, { kind, id });
      if (plan.resources.length > 0) await recordImport(tx, acting, plan, from);
      return plan;
    },
    { timeoutMs: longestMs },
  );
}

function refuseErrors({ problems, counts }: ImportPlan): void {
  if (counts.errors === 0) return;
  const errors = problems.filter(({ level }) => level === "error").slice(0, mostFields);
  const fields = errors.map(({ file, line, message, remedy }) => ({
    path: line === null ? file : `${file}:${line}`,
    message: `${message} ${remedy}`,
  }));
  throw new InvalidError(fields, `Nothing was imported: ${counts.errors} problems stand against it.`);
}

/** Steps in their order, with the creates that follow each other together: those are written at once. */
function batchesOf(steps: readonly Step[]): Step[][] {
  const batches: Step[][] = [];
  let open: Step[] | null = null;
  for (const step of steps) {
    if (step.action === "unchanged") continue;
    const isAlone = step.action === "update" || waitsForDbtCloud(step.state);
    if (open === null || isAlone || open.length >= mostAtOnce) batches.push([]);
    const batch = batches.at(-1) ?? [];
    batch.push(step);
    open = isAlone ? null : batch;
  }
  return batches;
}

async function applyBatch(tx: Tx, ctx: Ctx, steps: readonly Step[]): Promise<void> {
  const [first, ...more] = steps;
  if (first && more.length === 0) return apply(tx, ctx, first);
  const all = steps.map(({ resource: { kind, id, secretKeys, whole }, state }) => {
    return { kind, id, state, brought: { secretKeys, whole } };
  });
  await insertResources(tx, ctx, all);
}

async function apply(tx: Tx, ctx: Ctx, { action, resource, state }: Step): Promise<void> {
  const { kind, id, file, secretKeys, whole } = resource;
  const brought = { secretKeys, whole };
  try {
    if (action === "create") await insertResource(tx, ctx, kind, id, state, brought);
    if (action === "update") await replaceState(tx, ctx, kind, id, state, brought);
  } catch (error) {
    if (!(error instanceof DomainError)) throw error;
    throw new DomainError(error.code, `${file}: ${error.message}`, {
      next: "Nothing was imported. Correct the file and try again.",
      fields: error.fields,
      cause: error,
    });
  }
}

async function recordImport(tx: Tx, ctx: Ctx, { counts }: ImportPlan, from: string): Promise<void> {
  await recordAudit(tx, ctx, {
    type: "Workspace Imported",
    resourceType: "workspace",
    resourceId: ctx.workspace.id,
    resourceName: ctx.workspace.name,
    detail: { from, created: counts.create, updated: counts.update, deleted: counts.delete },
  });
}
