import type { DbtProject, GitConnection } from "@/prisma/generated/client";
import type { Ctx } from "@/server/core/ctx";
import { NotFoundError } from "@/server/core/errors";
import { connectionSecret } from "@/server/domain/git-connections/connection-secret";
import type { RemoteTarget } from "@/server/domain/git-sync/ports";

/** The stored row within the workspace. Throws NotFoundError. */
export async function requireProject(ctx: Ctx, id: string): Promise<DbtProject> {
  const row = await ctx.db.dbtProject.findFirst({ where: { id, workspaceId: ctx.workspace.id } });
  if (!row) throw new NotFoundError("dbt project", id);
  return row;
}

export const targetOf = (
  place: Pick<DbtProject, "workspaceId" | "url" | "branch">,
  connection: GitConnection,
): RemoteTarget => ({
  workspaceId: place.workspaceId,
  url: place.url,
  branch: place.branch,
  service: connection.service,
  method: connection.method === "token" ? "token" : "ssh-key",
  username: connection.username,
  secret: connectionSecret(connection),
  confirmedHostKeys: connection.confirmedHostKeys,
});
