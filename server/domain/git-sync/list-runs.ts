import type { GitSyncRun } from "@/prisma/generated/client";
import { authorize, type Ctx } from "@/server/core/ctx";
import { NotFoundError } from "@/server/core/errors";
import { type NewestFirstPage, type NewestFirstQuery, newestFirst } from "@/server/core/newest-first";
import type { GitFailure } from "./ports";
import type { Phase, RunCounts, RunNote } from "./run-recorder";

export interface ShownRun {
  readonly id: string;
  readonly trigger: string;
  readonly actorLabel: string;
  readonly status: string;
  readonly phases: readonly Phase[];
  readonly counts: RunCounts;
  readonly notes: readonly RunNote[];
  readonly failure: GitFailure | null;
  readonly repository: { readonly url: string; readonly branch: string; readonly path: string };
  readonly requestedAt: Date;
  readonly startedAt: Date | null;
  readonly finishedAt: Date | null;
}

export interface ShownCommit {
  readonly sha: string;
  readonly subject: string;
  readonly seq: number | null;
  readonly files: number;
  readonly pushedAt: Date;
}

const shownRun = (row: GitSyncRun): ShownRun => ({
  id: row.id,
  trigger: row.trigger,
  actorLabel: row.actorLabel,
  status: row.status,
  phases: row.phases as unknown as Phase[],
  counts: row.counts as RunCounts,
  notes: row.notes as unknown as RunNote[],
  failure: row.failure as unknown as GitFailure | null,
  repository: row.repository as unknown as ShownRun["repository"],
  requestedAt: row.requestedAt,
  startedAt: row.startedAt,
  finishedAt: row.finishedAt,
});

/** A page of runs, newest first. */
export async function listRuns(ctx: Ctx, input: NewestFirstQuery): Promise<NewestFirstPage<ShownRun>> {
  authorize(ctx, "workspace:read");
  const where = { workspaceId: ctx.workspace.id };
  const id = input.before ?? input.after;
  const beside = newestFirst(input, id ? await ctx.db.gitSyncRun.findFirst({ where: { ...where, id } }) : null);
  const rows = await ctx.db.gitSyncRun.findMany({ where: { ...where, ...beside.where }, ...beside.find });
  return beside.page(rows.map(shownRun));
}

const mostCommits = 500;

/** One run with its commits in order (at most 500). Throws NotFoundError. */
export async function getRun(
  ctx: Ctx,
  id: string,
): Promise<ShownRun & { commits: ShownCommit[]; commitCount: number }> {
  authorize(ctx, "workspace:read");
  const row = await ctx.db.gitSyncRun.findFirst({ where: { id, workspaceId: ctx.workspace.id } });
  if (!row) throw new NotFoundError("Git Sync run", id);
  const commits = await ctx.db.gitSyncCommit.findMany({
    where: { runId: id },
    orderBy: { position: "asc" },
    take: mostCommits,
  });
  const commitCount = await ctx.db.gitSyncCommit.count({ where: { runId: id } });
  return {
    ...shownRun(row),
    commitCount,
    commits: commits.map((each) => ({ ...each, seq: each.seq === null ? null : Number(each.seq) })),
  };
}

/** The commit that carried a change, for a resource's history; null while it is pending or when it made no difference. */
export async function commitsOfChanges(ctx: Ctx, seqs: readonly number[]): Promise<Map<number, string>> {
  const rows = await ctx.db.gitSyncCommit.findMany({
    where: { workspaceId: ctx.workspace.id, seq: { in: seqs.map(BigInt) } },
  });
  return new Map(rows.map((row) => [Number(row.seq), row.sha]));
}
