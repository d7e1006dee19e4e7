import { type Actor, type Db, systemActor, type Tx } from "@/server/core/ctx";
import { fullAccess } from "@/server/core/permissions";
import { recordAudit } from "@/server/domain/audit/record-audit";
import { listWorkspaces } from "@/server/domain/workspaces/list-workspaces";
import type { Person } from "./schema";

/** Whoever works on the server's machine. */
export const operator: Actor = { ...systemActor, id: "operator", name: "Operator of the server" };

/** Writes something that happened to an account into the audit trail of each workspace that the person belongs to. */
export async function recordAccountEvent(tx: Tx, db: Db, person: Person, actor: Actor, type: string): Promise<void> {
  for (const workspace of await listWorkspaces(tx, person.email)) {
    const ctx = { db, workspace, actor, access: fullAccess, origin: "system" } as const;
    const { accountId: resourceId, email: resourceName } = person;
    await recordAudit(tx, ctx, { type, resourceType: "account", resourceId, resourceName });
  }
}
