import { actorLabel, authorize, type Ctx } from "@/server/core/ctx";
import { DomainError, InvalidError } from "@/server/core/errors";
import { ksuid } from "@/server/core/kinds/ids";
import { recordAudit } from "@/server/domain/audit/record-audit";
import { requireConnection } from "@/server/domain/git-connections/get-git-connection";
import type { CheckedUrl, GitGateway } from "@/server/domain/git-connections/ports";
import { testGitConnection } from "@/server/domain/git-connections/test-git-connection";
import { announceRun } from "./announce-run";
import { findFolderProblem } from "./check-folder";
import type { SetUpGitSync } from "./schema";

/** Segment's own words, which its users search for. */
export const setUpFailedMessage =
  "Unable to create Git Sync due to Git connection issues. Please check your configuration and try again.";

/** Checks the repository with a real test, stores the sync and asks for the initial run. */
export async function setUpGitSync(ctx: Ctx, git: GitGateway, input: SetUpGitSync): Promise<{ runId: string }> {
  authorize(ctx, "extensions:manage");
  const connection = await requireConnection(ctx, input.connectionId);
  const checked = checkInput(git, connection, input);
  await refuseTaken(ctx, checked, input);
  const test = await testGitConnection(ctx, git, {
    id: connection.id,
    url: checked.url,
    branch: input.branch,
    purpose: "write",
  });
  const failed = test.steps.find((step) => step.status === "failed");
  if (failed) {
    throw new DomainError("git", setUpFailedMessage, {
      next: failed.failure?.remedy ?? failed.detail,
      data: {
        step: failed.step,
        title: failed.failure?.title ?? failed.detail,
        hostWords: failed.failure?.hostWords ?? "",
        steps: test.steps,
      },
    });
  }
  const runId = ksuid();
  const repository = { url: checked.url, branch: input.branch, path: input.path };
  await ctx.db
    .$transaction(async (tx) => {
      await tx.gitSync.create({
        data: {
          workspaceId: ctx.workspace.id,
          connectionId: connection.id,
          repositoryKey: checked.key,
          createdBy: actorLabel(ctx.actor),
          ...repository,
        },
      });
      await tx.gitSyncRun.create({
        data: {
          id: runId,
          workspaceId: ctx.workspace.id,
          trigger: "initial",
          actorLabel: actorLabel(ctx.actor),
          status: "queued",
          phases: [],
          counts: {},
          notes: [],
          repository,
        },
      });
      await recordAudit(tx, ctx, {
        type: "Git Sync Created",
        resourceType: "git_sync",
        resourceId: ctx.workspace.id,
        resourceName: checked.display,
        detail: { branch: input.branch, path: input.path },
      });
    })
    .catch((error) => {
      if ((error as { code?: string }).code === "P2002") throw taken(error);
      throw error;
    });
  await announceRun(ctx, runId);
  return { runId };
}

/** The address, branch and folder of a sync, checked; each problem stands at its field. */
export function checkInput(
  git: GitGateway,
  connection: { service: string; method: string },
  input: SetUpGitSync,
): CheckedUrl {
  const method = connection.method === "token" ? "token" : "ssh-key";
  const checked = git.checkUrl(input.url, { service: connection.service, method });
  const branch = git.findBranchProblem(input.branch);
  const folder = findFolderProblem(input.path);
  if (checked.ok && !branch && !folder) return checked.value;
  throw new InvalidError([
    ...(checked.ok ? [] : [{ path: "url", message: `${checked.problem.message} ${checked.problem.remedy}` }]),
    ...(branch ? [{ path: "branch", message: `${branch.message} ${branch.remedy}` }] : []),
    ...(folder ? [{ path: "path", message: folder }] : []),
  ]);
}

async function refuseTaken(ctx: Ctx, checked: CheckedUrl, input: SetUpGitSync): Promise<void> {
  const where = { repositoryKey: checked.key, branch: input.branch, path: input.path };
  const other = await ctx.db.gitSync.findFirst({ where: { OR: [where, { workspaceId: ctx.workspace.id }] } });
  if (!other) return;
  if (other.workspaceId === ctx.workspace.id) {
    throw new DomainError("conflict", "Git Sync is set up already for this workspace.", {
      next: "Open its page to change or remove it.",
    });
  }
  throw taken(undefined);
}

// Says nothing about the other workspace: this person may not be a member there.
const taken = (cause: unknown) =>
  new DomainError("conflict", "Another workspace already syncs to this repository, branch and folder.", {
    next: "Choose another branch or folder.",
    fields: [{ path: "url", message: "This repository, branch and folder are taken by another workspace." }],
    cause,
  });
