import { authorize, type Ctx } from "@/server/core/ctx";
import { type ShownGitConnection, shown, withUses } from "./get-git-connection";

/** The workspace's connections by name. */
export async function listGitConnections(ctx: Ctx): Promise<ShownGitConnection[]> {
  authorize(ctx, "extensions:manage");
  const rows = await ctx.db.gitConnection.findMany({
    where: { workspaceId: ctx.workspace.id },
    include: withUses,
    orderBy: { name: "asc" },
  });
  return rows.map(shown);
}
