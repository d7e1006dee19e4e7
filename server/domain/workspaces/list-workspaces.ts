import { Prisma } from "@/prisma/generated/client";
import type { Db, Tx } from "@/server/core/ctx";
import { directRows } from "@/server/core/direct-rows";
import { hasMembership } from "@/server/domain/resources/memberships";

export interface ListedWorkspace {
  readonly id: string;
  readonly slug: string;
  readonly name: string;
}

/** The workspaces somebody belongs to, as a user or through a group, by name. `email` in lower case. */
export async function listWorkspaces(db: Db | Tx, email: string): Promise<ListedWorkspace[]> {
  return directRows<ListedWorkspace>(
    db,
    Prisma.sql`
    SELECT w.id, w.slug, w.name FROM "Workspace" w
    WHERE ${hasMembership(Prisma.sql`w.id`, email)}
    ORDER BY lower(w.name), w.slug`,
  );
}
