import type { Db } from "@/server/core/ctx";

/** Name of the oldest workspace, such as the sample of a new product; null when there is none. For the first run only. */
export async function findFirstWorkspaceName(db: Db): Promise<string | null> {
  const workspace = await db.workspace.findFirst({ orderBy: { createdAt: "asc" }, select: { name: true } });
  return workspace?.name ?? null;
}
