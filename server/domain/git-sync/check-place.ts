import type { Ctx } from "@/server/core/ctx";
import { DomainError, InvalidError } from "@/server/core/errors";
import type { CheckedUrl, GitGateway } from "@/server/domain/git-connections/ports";
import { testGitConnection } from "@/server/domain/git-connections/test-git-connection";
import { findFolderProblem } from "./check-folder";

/** Where a sync writes: a repository in any spelling, a branch, a folder. */
export interface Place {
  readonly url: string;
  readonly branch: string;
  readonly path: string;
}

/** The address, branch and folder of a sync, checked; each problem stands at its field. */
export function checkPlace(
  git: GitGateway,
  connection: { readonly service: string; readonly method: string },
  place: Place,
): CheckedUrl {
  const method = connection.method === "token" ? "token" : "ssh-key";
  const checked = git.checkUrl(place.url, { service: connection.service, method });
  const branch = git.findBranchProblem(place.branch);
  const folder = findFolderProblem(place.path);
  if (checked.ok && !branch && !folder) return checked.value;
  throw new InvalidError([
    ...(checked.ok ? [] : [{ path: "url", message: `${checked.problem.message} ${checked.problem.remedy}` }]),
    ...(branch ? [{ path: "branch", message: `${branch.message} ${branch.remedy}` }] : []),
    ...(folder ? [{ path: "path", message: folder }] : []),
  ]);
}

/** Refuses a place that another workspace writes to. */
export async function refuseTaken(ctx: Ctx, repositoryKey: string, { branch, path }: Place): Promise<void> {
  const other = await ctx.db.gitSync.findFirst({
    where: { repositoryKey, branch, path, workspaceId: { not: ctx.workspace.id } },
  });
  if (other) throw taken(undefined);
}

/** Two workspaces that ask at once: the table lets one in, and the other is told the same as if it had come later. */
export function placeTaken(error: unknown): never {
  if ((error as { code?: string }).code === "P2002") throw taken(error);
  throw error;
}

// Says nothing about the other workspace: this person may not be a member there.
const taken = (cause: unknown) =>
  new DomainError("conflict", "Another workspace already syncs to this repository, branch and folder.", {
    next: "Choose another branch or folder.",
    fields: [{ path: "url", message: "This repository, branch and folder are taken by another workspace." }],
    cause,
  });

/** Really tries the connection with the place. Throws `message`, with the host's words and the remedy, when it fails. */
export async function requireWorking(
  ctx: Ctx,
  git: GitGateway,
  target: { readonly connectionId: string; readonly url: string; readonly branch: string },
  message: string,
): Promise<void> {
  const { connectionId: id, url, branch } = target;
  const { steps } = await testGitConnection(ctx, git, { id, url, branch, purpose: "write" });
  const failed = steps.find((step) => step.status === "failed");
  if (!failed) return;
  throw new DomainError("git", message, {
    next: failed.failure?.remedy ?? failed.detail,
    data: {
      step: failed.step,
      title: failed.failure?.title ?? failed.detail,
      hostWords: failed.failure?.hostWords ?? "",
      steps,
    },
  });
}
