import { actorLabel, authorize, type Ctx } from "@/server/core/ctx";
import { DomainError } from "@/server/core/errors";
import { recordAudit } from "@/server/domain/audit/record-audit";
import { requireConnection } from "@/server/domain/git-connections/get-git-connection";
import type { GitGateway } from "@/server/domain/git-connections/ports";
import { announceRun } from "./announce-run";
import { checkPlace, placeTaken, refuseTaken, requireWorking } from "./check-place";
import { queueRun } from "./queue-run";
import type { SetUpGitSync } from "./schema";

/** Segment's own words, which its users search for. */
export const setUpFailedMessage =
  "Unable to create Git Sync due to Git connection issues. Please check your configuration and try again.";

/** Checks the repository with a real test, stores the sync and asks for the initial run. */
export async function setUpGitSync(ctx: Ctx, git: GitGateway, input: SetUpGitSync): Promise<{ runId: string }> {
  authorize(ctx, "extensions:manage");
  const connection = await requireConnection(ctx, input.connectionId);
  const checked = checkPlace(git, connection, input);
  await refuseSecond(ctx);
  await refuseTaken(ctx, checked.key, input);
  const repository = { url: checked.url, branch: input.branch, path: input.path };
  await requireWorking(ctx, git, { connectionId: connection.id, ...repository }, setUpFailedMessage);
  const runId = await ctx.db
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
      await recordAudit(tx, ctx, {
        type: "Git Sync Created",
        resourceType: "git_sync",
        resourceId: ctx.workspace.id,
        resourceName: checked.display,
        detail: { branch: input.branch, path: input.path },
      });
      return queueRun(tx, ctx, "initial", repository);
    })
    .catch(placeTaken);
  await announceRun(ctx, runId);
  return { runId };
}

async function refuseSecond(ctx: Ctx): Promise<void> {
  if ((await ctx.db.gitSync.count({ where: { workspaceId: ctx.workspace.id } })) === 0) return;
  throw new DomainError("conflict", "Git Sync is set up already for this workspace.", {
    next: "Open its page to change or remove it.",
  });
}
