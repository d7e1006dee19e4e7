import type { GitSync } from "@/prisma/generated/client";
import { authorize, type Ctx } from "@/server/core/ctx";
import { requireConnection } from "@/server/domain/git-connections/get-git-connection";
import type { CheckedUrl, GitGateway } from "@/server/domain/git-connections/ports";
import { checkPlace } from "./check-place";
import { requireGitSync } from "./get-git-sync";
import type { UpdateGitSync } from "./schema";

/** What saving would mean. `elsewhere`: the repository, branch or folder is another one, so the next run is a full sync. */
export interface GitSyncUpdate {
  readonly changes: boolean;
  readonly elsewhere: boolean;
}

/** Says before saving what an update would do. Nothing is connected to. */
export async function planGitSyncUpdate(ctx: Ctx, git: GitGateway, input: UpdateGitSync): Promise<GitSyncUpdate> {
  authorize(ctx, "extensions:manage");
  const sync = await requireGitSync(ctx);
  return compareUpdate(sync, checkPlace(git, await requireConnection(ctx, input.connectionId), input), input);
}

/** Another spelling of the same repository is the same place. */
export function compareUpdate(sync: GitSync, checked: CheckedUrl, input: UpdateGitSync): GitSyncUpdate {
  const elsewhere = sync.repositoryKey !== checked.key || sync.branch !== input.branch || sync.path !== input.path;
  return { elsewhere, changes: elsewhere || sync.connectionId !== input.connectionId || sync.url !== checked.url };
}
