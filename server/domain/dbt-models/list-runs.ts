import type { DbtRun, DbtRunChange } from "@/prisma/generated/client";
import { authorize, type Ctx } from "@/server/core/ctx";
import { NotFoundError } from "@/server/core/errors";
import { type NewestFirstPage, type NewestFirstQuery, newestFirst } from "@/server/core/newest-first";
import type { Problem } from "@/server/dbt/problems";
import type { NodeChange } from "./compare-nodes";
import type { RunTrigger } from "./queue-run";
import type { Phase, RunCounts, RunNote } from "./run-recorder";
import type { SyncFailure } from "./sync-failures";

export interface ShownRun {
  readonly id: string;
  readonly projectId: string;
  readonly trigger: RunTrigger;
  readonly actorLabel: string;
  /** queued, running, succeeded, failed, cancelled. */
  readonly status: string;
  readonly phases: readonly Phase[];
  readonly counts: RunCounts;
  readonly notes: readonly RunNote[];
  readonly failure: SyncFailure | null;
  readonly repository: { readonly url: string; readonly branch: string; readonly path: string };
  readonly commit: string | null;
  readonly previousCommit: string | null;
  readonly requestedAt: Date;
  readonly startedAt: Date | null;
  readonly finishedAt: Date | null;
}

const shownRun = (row: Omit<DbtRun, "problems">): ShownRun => ({
  id: row.id,
  projectId: row.projectId,
  trigger: row.trigger as RunTrigger,
  actorLabel: row.actorLabel,
  status: row.status,
  phases: row.phases as unknown as Phase[],
  counts: row.counts as RunCounts,
  notes: row.notes as unknown as RunNote[],
  failure: row.failure as unknown as SyncFailure | null,
  repository: row.repository as unknown as ShownRun["repository"],
  commit: row.commit,
  previousCommit: row.previousCommit,
  requestedAt: row.requestedAt,
  startedAt: row.startedAt,
  finishedAt: row.finishedAt,
});

/** A page of a project's runs, newest first. */
export async function listModelSyncs(
  ctx: Ctx,
  input: NewestFirstQuery & { projectId: string },
): Promise<NewestFirstPage<ShownRun>> {
  authorize(ctx, "workspace:read");
  const where = { workspaceId: ctx.workspace.id, projectId: input.projectId };
  const id = input.before ?? input.after;
  const beside = newestFirst(input, id ? await ctx.db.dbtRun.findFirst({ where: { ...where, id } }) : null);
  const omit = { problems: true } as const;
  const rows = await ctx.db.dbtRun.findMany({ where: { ...where, ...beside.where }, omit, ...beside.find });
  return beside.page(rows.map(shownRun));
}

export interface RunDetail extends ShownRun {
  readonly projectName: string;
  /** Worst first, at most 1,000; `counts.errors` and `counts.warnings` tell how many there are. */
  readonly problems: readonly Problem[];
}

/** One run with the problems it found. Throws NotFoundError. */
export async function getModelSync(ctx: Ctx, id: string): Promise<RunDetail> {
  authorize(ctx, "workspace:read");
  const row = await ctx.db.dbtRun.findFirst({
    where: { id, workspaceId: ctx.workspace.id },
    include: { project: { select: { name: true } } },
  });
  if (!row) throw new NotFoundError("model sync", id);
  return { ...shownRun(row), projectName: row.project.name, problems: row.problems as unknown as Problem[] };
}

export interface RunChangesQuery {
  readonly runId: string;
  readonly kinds: readonly string[];
  /** Positions beside the page: those after one, or those before it. */
  readonly after?: number | undefined;
  readonly before?: number | undefined;
  readonly limit: number;
}

export type RunChange = NodeChange & { readonly position: number };

/** What a run changed, what may break a sync first. */
export async function listRunChanges(
  ctx: Ctx,
  { runId, kinds, after, before, limit }: RunChangesQuery,
): Promise<{ items: RunChange[]; next: number | null; previous: number | null }> {
  authorize(ctx, "workspace:read");
  const backwards = before !== undefined;
  const rows = await ctx.db.dbtRunChange.findMany({
    where: {
      runId,
      run: { workspaceId: ctx.workspace.id },
      position: backwards ? { lt: before } : { gt: after ?? -1 },
      ...(kinds.length > 0 ? { kind: { in: [...kinds] } } : {}),
    },
    orderBy: { position: backwards ? "desc" : "asc" },
    take: limit + 1,
  });
  const more = rows.length > limit;
  const items = rows.slice(0, limit).map(shownChange);
  if (backwards) items.reverse();
  return {
    items,
    next: more || backwards ? (items.at(-1)?.position ?? null) : null,
    previous: (backwards ? more : after !== undefined) ? (items[0]?.position ?? null) : null,
  };
}

const shownChange = (row: DbtRunChange): RunChange => ({
  position: row.position,
  kind: row.kind as NodeChange["kind"],
  uniqueId: row.uniqueId,
  previousId: row.previousId,
  name: row.name,
  resourceType: row.resourceType,
  facts: row.facts as unknown as NodeChange["facts"],
});
