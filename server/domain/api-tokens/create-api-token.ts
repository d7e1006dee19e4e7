import { actorLabel, authorize, type Ctx } from "@/server/core/ctx";
import { recordAudit } from "@/server/domain/audit/record-audit";
import { describeToken } from "./list-api-tokens";
import type { CreateApiToken, ListedApiToken } from "./schema";
import { hashTokenText, hintOf, newTokenText } from "./token-text";

const dayMs = 24 * 60 * 60_000;

/** Creates a token of the Public API. Its text is in this answer and nowhere else. */
export async function createApiToken(
  ctx: Ctx,
  input: CreateApiToken,
  now = new Date(),
): Promise<{ token: ListedApiToken; text: string }> {
  authorize(ctx, "access:manage");
  const text = newTokenText();
  const row = await ctx.db.$transaction(async (tx) => {
    const created = await tx.apiToken.create({
      data: {
        workspaceId: ctx.workspace.id,
        name: input.name,
        role: input.role,
        hint: hintOf(text),
        tokenHash: hashTokenText(text),
        createdBy: actorLabel(ctx.actor),
        createdAt: now,
        expiresAt: input.expiresInDays === null ? null : new Date(now.getTime() + input.expiresInDays * dayMs),
      },
    });
    await recordAudit(tx, ctx, {
      type: "API Token Created",
      resourceType: "api_token",
      resourceId: created.id,
      resourceName: created.name,
      detail: { role: created.role, expiresInDays: input.expiresInDays },
    });
    return created;
  });
  return { token: describeToken(row, now), text };
}
