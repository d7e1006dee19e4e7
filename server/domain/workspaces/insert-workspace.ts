import type { Db, Tx } from "@/server/core/ctx";
import { InvalidError } from "@/server/core/errors";
import { shortUuid } from "@/server/core/kinds/ids";
import type { Person } from "@/server/domain/accounts/schema";
import { recordAudit } from "@/server/domain/audit/record-audit";
import { addOwner, ownerContext } from "@/server/domain/members/add-owner";
import type { CreateWorkspace } from "./schema";

/** Stores a workspace with its first owner in the caller's transaction; a taken slug is a problem of that field. */
export async function insertWorkspace(tx: Tx, db: Db, input: CreateWorkspace, person: Person) {
  const workspace = { id: shortUuid(), slug: input.slug, name: input.name };
  const { count } = await tx.workspace.createMany({ data: [workspace], skipDuplicates: true });
  if (count === 0) throw new InvalidError([{ path: "slug", message: `“${input.slug}” is taken.` }]);
  await recordAudit(tx, ownerContext(db, workspace, person), {
    type: "Workspace Created",
    resourceType: "workspace",
    resourceId: workspace.id,
    resourceName: workspace.name,
  });
  await addOwner(tx, db, workspace, person);
  return workspace;
}
