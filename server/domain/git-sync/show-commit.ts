import { authorize, type Ctx } from "@/server/core/ctx";
import { NotFoundError } from "@/server/core/errors";

export interface DiffFile {
  readonly path: string;
  readonly added: number | null;
  readonly deleted: number | null;
  /** Unified diff from the first `@@` on; null when binary or left out. */
  readonly patch: string | null;
  readonly cut: boolean;
}

export interface CommitDiff {
  readonly files: readonly DiffFile[];
  readonly fileCount: number;
  readonly added: number;
  readonly deleted: number;
  readonly cut: boolean;
}

/** Reads commits from the local cache; null when the cache does not have them. */
export interface CommitReader {
  diff(target: { workspaceId: string; url: string; branch: string }, sha: string): Promise<CommitDiff | null>;
  link(url: string, sha: string): string | null;
}

/** What a commit of a run changed. Throws NotFoundError for commits that are not of that run. */
export async function showCommit(ctx: Ctx, reader: CommitReader, input: { id: string; sha: string }) {
  authorize(ctx, "workspace:read");
  const commit = await ctx.db.gitSyncCommit.findFirst({
    where: { runId: input.id, sha: input.sha, workspaceId: ctx.workspace.id },
    include: { run: true },
  });
  if (!commit) throw new NotFoundError("commit", input.sha);
  // The run's own repository: Git Sync may have moved to another one, or be gone.
  const { url, branch } = commit.run.repository as { url: string; branch: string };
  const diff = await reader.diff({ workspaceId: ctx.workspace.id, url, branch }, input.sha);
  return {
    sha: commit.sha,
    subject: commit.subject,
    pushedAt: commit.pushedAt,
    diff,
    link: reader.link(url, input.sha),
  };
}
