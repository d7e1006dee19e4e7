import type { Ctx, Db } from "@/server/core/ctx";
import { DomainError } from "@/server/core/errors";
import { hashTokenText, looksLikeToken } from "./token-text";

const writeLastUseEveryMs = 60_000;

/**
 * What a verb needs to act for a token, read anew for every request so that a revoked token stops at once. Throws
 * `unauthenticated` for a token that is unknown, revoked or expired, without saying more about unknown ones.
 */
export async function contextForToken(db: Db, text: string, now = new Date()): Promise<Ctx> {
  const row = looksLikeToken(text)
    ? await db.apiToken.findUnique({
        where: { tokenHash: hashTokenText(text) },
        include: { workspace: { select: { id: true, slug: true, name: true } } },
      })
    : null;
  if (!row) throw refused("The token is missing or invalid.");
  if (row.revokedAt) throw refused("This token was revoked.");
  if (row.expiresAt && row.expiresAt <= now) throw refused("This token has expired.");
  if (!row.lastUsedAt || now.getTime() - row.lastUsedAt.getTime() > writeLastUseEveryMs) {
    await db.apiToken.updateMany({ where: { id: row.id }, data: { lastUsedAt: now } });
  }
  return {
    db,
    workspace: row.workspace,
    actor: { type: "token", id: row.id, name: row.name },
    access: { grants: [{ role: row.role, scope: "workspace" }] },
    origin: "api",
  };
}

const refused = (message: string) =>
  new DomainError("unauthenticated", message, {
    next: "Create a token under Settings > Access > API tokens and send it as “Authorization: Bearer <token>”.",
  });
