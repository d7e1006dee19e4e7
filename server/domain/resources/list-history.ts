import type { Ctx } from "@/server/core/ctx";
import { resourceKinds } from "@/server/core/kinds/table";
import type { KindName } from "@/server/core/kinds/types";
import { isAllowed } from "@/server/core/permissions";
import { findCommits } from "@/server/domain/git-sync/find-commits";
import { type AttributeChange, describeChange } from "./describe-change";
import { listChanges } from "./list-changes";

export interface HistoryEntry {
  readonly seq: number;
  readonly verb: string;
  readonly actorLabel: string;
  readonly origin: string;
  readonly createdAt: Date;
  /** Empty for a creation, a deletion, and where only secrets changed. */
  readonly changes: readonly AttributeChange[];
  readonly commit: {
    readonly sha: string /** Null for those who may not see the run. */;
    readonly runId: string | null;
    readonly link: string | null;
  } | null;
}

/** The history of one resource, newest first, with what each change did and the commit that carries it. */
export async function listHistory(
  ctx: Ctx,
  input: { kind: KindName; id: string; beforeSeq?: number | undefined; limit: number },
  linkOf: (repositoryUrl: string, sha: string) => string | null,
): Promise<{ items: HistoryEntry[]; next: number | null }> {
  const { beforeSeq, limit, ...resource } = input;
  const found = await listChanges(ctx, { ...resource, ...(beforeSeq ? { beforeSeq } : {}), limit: limit + 1 });
  const page = found.slice(0, limit);
  const runs = isAllowed(ctx.access, "workspace:read");
  const commits = await findCommits(
    ctx,
    page.map((change) => change.seq),
  );
  const items = page.map(({ seq, verb, actorLabel, origin, createdAt, before, after }) => {
    const commit = commits.get(seq);
    return {
      seq,
      verb,
      actorLabel,
      origin,
      createdAt,
      changes: before && after ? describeChange(resourceKinds[input.kind], before, after) : [],
      commit: commit
        ? { sha: commit.sha, runId: runs ? commit.runId : null, link: linkOf(commit.repositoryUrl, commit.sha) }
        : null,
    };
  });
  return { items, next: found.length > limit ? (page.at(-1)?.seq ?? null) : null };
}
