import { authorize, type Ctx } from "@/server/core/ctx";
import { NotFoundError } from "@/server/core/errors";
import { recordAudit } from "@/server/domain/audit/record-audit";

/** Makes a token stop working at once; a second call changes nothing. Throws NotFoundError. */
export async function revokeApiToken(ctx: Ctx, { tokenId }: { tokenId: string }, now = new Date()): Promise<void> {
  authorize(ctx, "access:manage");
  await ctx.db.$transaction(async (tx) => {
    const own = { id: tokenId, workspaceId: ctx.workspace.id };
    const row = await tx.apiToken.findFirst({ where: own });
    if (!row) throw new NotFoundError("API token", tokenId);
    const { count } = await tx.apiToken.updateMany({ where: { ...own, revokedAt: null }, data: { revokedAt: now } });
    if (count === 0) return;
    await recordAudit(tx, ctx, {
      type: "API Token Revoked",
      resourceType: "api_token",
      resourceId: tokenId,
      resourceName: row.name,
    });
  });
}
