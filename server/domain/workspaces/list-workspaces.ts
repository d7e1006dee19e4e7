import { Prisma } from "@/prisma/generated/client";
import type { Db, Tx } from "@/server/core/ctx";
import { directRows } from "@/server/core/direct-rows";

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
    WHERE EXISTS (SELECT 1 FROM "Resource" r WHERE r."workspaceId" = w.id AND r.kind = 'user' AND r."naturalKey" = ${email})
      OR EXISTS (SELECT 1 FROM "Resource" r, jsonb_path_query(r.state, '$.members[*]') member
        WHERE r."workspaceId" = w.id AND r.kind = 'user_group' AND lower(member #>> '{}') = ${email})
    ORDER BY lower(w.name), w.slug`,
  );
}
