import { type Ctx, refusal } from "@/server/core/ctx";
import { isAllowedSomewhere } from "@/server/core/permissions";

export interface FoundCommit {
  readonly sha: string;
  readonly runId: string;
  /** Where the run pushed it to. */
  readonly repositoryUrl: string;
}

/** The commits that carried changes which the caller may read, by change number; a change that is pending, or made no difference, has none. */
export async function findCommits(ctx: Ctx, seqs: readonly number[]): Promise<Map<number, FoundCommit>> {
  if (!isAllowedSomewhere(ctx.access, "workspace:read")) throw refusal("workspace:read");
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
