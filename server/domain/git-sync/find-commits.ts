import { authorize, type Ctx } from "@/server/core/ctx";

export interface FoundCommit {
  readonly sha: string;
  readonly runId: string;
  /** Where the run pushed it to. */
  readonly repositoryUrl: string;
}

/** The commits that carried changes, by change number; a change that is pending, or made no difference, has none. */
export async function findCommits(ctx: Ctx, seqs: readonly number[]): Promise<Map<number, FoundCommit>> {
  authorize(ctx, "workspace:read");
  const rows = await ctx.db.gitSyncCommit.findMany({
    where: { workspaceId: ctx.workspace.id, seq: { in: seqs.map(BigInt) } },
    select: { seq: true, sha: true, runId: true, run: { select: { repository: true } } },
  });
  return new Map(
    rows.map(({ seq, sha, runId, run }) => {
      const { url } = run.repository as { url?: unknown };
      return [Number(seq), { sha, runId, repositoryUrl: typeof url === "string" ? url : "" }];
    }),
  );
}
