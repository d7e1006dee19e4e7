import type { Db, Tx } from "@/server/core/ctx";

/** Slug of the oldest workspace; null when there is none. */
export async function findFirstWorkspaceSlug(db: Db | Tx): Promise<string | null> {
  const workspace = await db.workspace.findFirst({ orderBy: { createdAt: "asc" }, select: { slug: true } });
  return workspace?.slug ?? null;
}
