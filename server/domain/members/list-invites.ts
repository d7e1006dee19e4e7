import { authorize, type Ctx } from "@/server/core/ctx";
import { items, record, text } from "@/server/core/kinds/values";
import { roleNames } from "@/server/core/permissions";
import type { JsonValue } from "@/server/hcl/schema";
import { type InviteStatus, inviteStatus } from "./invite-status";

export interface ListedInvite {
  readonly id: string;
  readonly email: string;
  /** Names of the roles that accepting gives. */
  readonly roles: readonly string[];
  readonly invitedBy: string;
  readonly createdAt: Date;
  readonly expiresAt: Date;
  readonly status: InviteStatus;
}

type InviteRow = Omit<ListedInvite, "roles" | "status"> & {
  readonly permissions: unknown;
  readonly acceptedAt: Date | null;
  readonly revokedAt: Date | null;
};

const mostListed = 500;

/** Invites of the workspace, newest first; never their tokens. */
export async function listInvites(ctx: Ctx, now = new Date()): Promise<ListedInvite[]> {
  authorize(ctx, "access:manage");
  const where = { workspaceId: ctx.workspace.id };
  const rows = await ctx.db.invite.findMany({
    where,
    orderBy: [{ createdAt: "desc" }, { id: "desc" }],
    take: mostListed,
  });
  return rows.map((row) => describeInvite(row, now));
}

export function describeInvite(row: InviteRow, now: Date): ListedInvite {
  const { id, email, invitedBy, createdAt, expiresAt } = row;
  const roles = items(row.permissions as JsonValue).map((permission) => {
    const roleId = text(record(permission).role_id);
    return roleNames[roleId] ?? roleId;
  });
  return { id, email, roles: [...new Set(roles)], invitedBy, createdAt, expiresAt, status: inviteStatus(row, now) };
}
