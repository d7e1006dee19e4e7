import type { DbtRun } from "@/prisma/generated/client";
import { authorize, type Ctx } from "@/server/core/ctx";
import { NotFoundError } from "@/server/core/errors";
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

/** A project's runs, newest first; `before` is the id of the last one seen. */
export async function listModelSyncs(
  ctx: Ctx,
  input: { projectId: string; before?: string | undefined; limit: number },
): Promise<{ items: ShownRun[]; next: string | null }> {
  authorize(ctx, "workspace:read");
  const where = { workspaceId: ctx.workspace.id, projectId: input.projectId };
  const cursor = input.before ? await ctx.db.dbtRun.findFirst({ where: { ...where, id: input.before } }) : null;
  const older = cursor && [
    { requestedAt: { lt: cursor.requestedAt } },
    { requestedAt: cursor.requestedAt, id: { lt: cursor.id } },
  ];
  const rows = await ctx.db.dbtRun.findMany({
    where: { ...where, ...(older ? { OR: older } : {}) },
    omit: { problems: true },
    orderBy: [{ requestedAt: "desc" }, { id: "desc" }],
    take: input.limit + 1,
  });
  const items = rows.slice(0, input.limit).map(shownRun);
  return { items, next: rows.length > input.limit ? (items.at(-1)?.id ?? null) : null };
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

/** What a run changed, what may break a sync first; `after` is the position of the last one seen. */
export async function listRunChanges(
  ctx: Ctx,
  input: { runId: string; kinds: readonly string[]; after?: number | undefined; limit: number },
): Promise<{ items: (NodeChange & { position: number })[]; next: number | null }> {
  authorize(ctx, "workspace:read");
  const rows = await ctx.db.dbtRunChange.findMany({
    where: {
      runId: input.runId,
      run: { workspaceId: ctx.workspace.id },
      position: { gt: input.after ?? -1 },
      ...(input.kinds.length > 0 ? { kind: { in: [...input.kinds] } } : {}),
    },
    orderBy: { position: "asc" },
    take: input.limit + 1,
  });
  const items = rows.slice(0, input.limit).map((row) => ({
    position: row.position,
    kind: row.kind as NodeChange["kind"],
    uniqueId: row.uniqueId,
    previousId: row.previousId,
    name: row.name,
    resourceType: row.resourceType,
    facts: row.facts as unknown as NodeChange["facts"],
  }));
  return { items, next: rows.length > input.limit ? (items.at(-1)?.position ?? null) : null };
}
