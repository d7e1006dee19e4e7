import type { Db, Tx } from "@/server/core/ctx";
import type { Person } from "@/server/domain/accounts/schema";
import { addOwner } from "@/server/domain/members/add-owner";

/** Gives whoever sets the product up the workspaces that are there already, such as the sample: nobody else has them. */
export async function ownEveryWorkspace(tx: Tx, db: Db, person: Person): Promise<void> {
  const workspaces = await tx.workspace.findMany({ orderBy: [{ createdAt: "asc" }, { id: "asc" }] });
  for (const workspace of workspaces) await addOwner(tx, db, workspace, person);
}
