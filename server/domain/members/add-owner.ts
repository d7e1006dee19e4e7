import type { Ctx, Db, Tx } from "@/server/core/ctx";
import { fullAccess, ownerRoleId } from "@/server/core/permissions";
import type { Person } from "@/server/domain/accounts/schema";
import { addMember } from "./add-member";

type Workspace = Ctx["workspace"];

/** The context of somebody who owns the workspace, for the moment when it comes to be theirs. */
export const ownerContext = (db: Db, { id, slug, name }: Workspace, person: Person): Ctx => ({
  db,
  workspace: { id, slug, name },
  actor: { type: "user", id: person.accountId, email: person.email, name: person.name },
  access: fullAccess,
  origin: "ui",
});

/** Makes a person an owner of a workspace, in the caller's transaction. */
export async function addOwner(tx: Tx, db: Db, workspace: Workspace, person: Person): Promise<void> {
  const resources = [{ id: workspace.id, type: "WORKSPACE", labels: [] }];
  const permissions = [{ role_id: ownerRoleId, resources }];
  await addMember(tx, ownerContext(db, workspace, person), person.email, permissions);
}
