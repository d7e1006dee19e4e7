import { authorize, type Ctx } from "@/server/core/ctx";
import { DomainError } from "@/server/core/errors";
import { requireConnection } from "@/server/domain/git-connections/get-git-connection";
import type { GitGateway } from "@/server/domain/git-connections/ports";
import { checkPlace } from "@/server/domain/git-sync/check-place";
import { GitFailureError, RemoteBusyError } from "@/server/domain/git-sync/ports";
import type { ProjectGit } from "./ports";
import { targetOf } from "./require-project";
import type { FindCandidates } from "./schema";
import { readableFailure } from "./sync-failures";

export interface Candidates {
  readonly commit: string;
  /** Folders that hold a dbt project of their own, nearest to the top first; `""` is the top itself. */
  readonly paths: readonly string[];
}

const mostCandidates = 100;

/** Looks for dbt projects in a repository, as it is now. Reading is all it needs. */
export async function findCandidates(
  ctx: Ctx,
  deps: { gateway: GitGateway; git: ProjectGit },
  input: FindCandidates,
): Promise<Candidates> {
  authorize(ctx, "extensions:manage");
  const connection = await requireConnection(ctx, input.connectionId);
  const { url } = checkPlace(deps.gateway, connection, { ...input, path: "" });
  const target = targetOf({ workspaceId: ctx.workspace.id, url, branch: input.branch }, connection);
  try {
    return await deps.git.withBranch(target, async (branch) => {
      const tip = await branch.fetchTip(null);
      if (tip.kind === "none") throw noBranch(input.branch);
      return { commit: tip.commit, paths: ownProjects(await branch.listProjects(tip.commit)) };
    });
  } catch (error) {
    throw asDomainError(error);
  }
}

const noBranch = (branch: string) =>
  new DomainError("git", `The repository has no branch “${branch}”, or the branch has no commit yet.`, {
    next: "Check the branch's name.",
    fields: [{ path: "branch", message: "There is no such branch." }],
  });

/** Packages and the projects that only test them are not for choosing. */
export function ownProjects(paths: readonly string[]): string[] {
  return paths
    .filter((path) => !/(?:^|\/)(?:dbt_packages|dbt_modules|integration_tests)(?:\/|$)/.test(path))
    .sort((a, b) => depth(a) - depth(b) || (a < b ? -1 : 1))
    .slice(0, mostCandidates);
}

const depth = (path: string) => (path === "" ? 0 : path.split("/").length);

/** What Git said, for a form; errors that are none of Git's come back as they are. */
export function asDomainError(error: unknown): unknown {
  if (error instanceof RemoteBusyError)
    return new DomainError("unavailable", "Another piece of work reads this repository now.", {
      next: "Try again in a moment.",
      cause: error,
    });
  if (!(error instanceof GitFailureError)) return error;
  const { title, remedy, hostWords } = readableFailure(error.failure);
  return new DomainError("git", title, { next: remedy, data: { title, hostWords }, cause: error });
}
