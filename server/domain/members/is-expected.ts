import type { Tx } from "@/server/core/ctx";
import { listWorkspaces } from "@/server/domain/workspaces/list-workspaces";

/** Whether an e-mail (in lower case) belongs to a workspace already, or is invited to one. */
export async function isExpected(tx: Tx, email: string, now = new Date()): Promise<boolean> {
  const pending = { email, acceptedAt: null, revokedAt: null, expiresAt: { gt: now } };
  if ((await tx.invite.count({ where: pending })) > 0) return true;
  return (await listWorkspaces(tx, email)).length > 0;
}
