import type { ApiToken } from "@/prisma/generated/client";
import { authorize, type Ctx } from "@/server/core/ctx";
import type { ListedApiToken } from "./schema";

const mostListed = 500;

/** Tokens of the workspace, newest first, also those that no longer work; never their text. */
export async function listApiTokens(ctx: Ctx, now = new Date()): Promise<ListedApiToken[]> {
  authorize(ctx, "access:manage");
  const rows = await ctx.db.apiToken.findMany({
    where: { workspaceId: ctx.workspace.id },
    orderBy: [{ createdAt: "desc" }, { id: "desc" }],
    take: mostListed,
  });
  return rows.map((row) => describeToken(row, now));
}

export function describeToken(row: ApiToken, now: Date): ListedApiToken {
  const { id, name, hint, role, createdBy, createdAt, expiresAt, lastUsedAt } = row;
  const status = row.revokedAt ? "revoked" : expiresAt && expiresAt <= now ? "expired" : "active";
  return { id, name, hint, role, createdBy, createdAt, expiresAt, lastUsedAt, status };
}
