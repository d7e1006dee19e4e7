import { authorize, type Ctx } from "@/server/core/ctx";

/** E-mails that have an open invite, in their order, and how many there are. */
export async function listInvited(
  ctx: Ctx,
  { offset, count }: { offset: number; count: number },
  now = new Date(),
): Promise<{ emails: string[]; total: number }> {
  authorize(ctx, "access:manage");
  const where = { workspaceId: ctx.workspace.id, acceptedAt: null, revokedAt: null, expiresAt: { gt: now } };
  const rows = await ctx.db.invite.findMany({
    where,
    distinct: ["email"],
    orderBy: { email: "asc" },
    select: { email: true },
  });
  return { emails: rows.slice(offset, offset + count).map(({ email }) => email), total: rows.length };
}
