import { Prisma } from "@/prisma/generated/client";
import type { Ctx, Db } from "@/server/core/ctx";
import { directRows } from "@/server/core/direct-rows";
import { DomainError } from "@/server/core/errors";
import { joinWorkspace } from "@/server/domain/workspaces/join-workspace";
import { hashTokenText, looksLikeToken } from "./token-text";

const writeLastUseEveryMs = 60_000;

/**
 * What a verb needs to act for a token, read anew for every request so that a revoked token stops at once. Throws
 * `unauthenticated` for a token that is unknown, revoked or expired, without saying more about unknown ones.
 */
export async function contextForToken(db: Db, text: string, now = new Date()): Promise<Ctx> {
  const row = looksLikeToken(text) ? await findToken(db, hashTokenText(text)) : null;
  if (!row) throw refused("The token is missing or invalid.");
  if (row.revokedAt) throw refused("This token was revoked.");
  if (row.expiresAt && row.expiresAt <= now) throw refused("This token has expired.");
  if (!row.lastUsedAt || now.getTime() - row.lastUsedAt.getTime() > writeLastUseEveryMs) {
    await db.apiToken.updateMany({ where: { id: row.id }, data: { lastUsedAt: now } });
  }
  return {
    db,
    workspace: { id: row.workspaceId, slug: row.slug, name: row.workspaceName },
    actor: { type: "token", id: row.id, name: row.name },
    access: { grants: [{ role: row.role, scope: "workspace" }] },
    origin: "api",
  };
}

interface FoundToken {
  readonly id: string;
  readonly name: string;
  readonly role: string;
  readonly expiresAt: Date | null;
  readonly lastUsedAt: Date | null;
  readonly revokedAt: Date | null;
  readonly workspaceId: string;
  readonly slug: string;
  readonly workspaceName: string;
}

const workspace = joinWorkspace(Prisma.sql`t."workspaceId"`);

/** One raw statement: it runs with every request, and building the same with relations takes several times as long. */
async function findToken(db: Db, tokenHash: string): Promise<FoundToken | null> {
  const [row] = await directRows<FoundToken>(
    db,
    Prisma.sql`    SELECT t.id, t.name, t.role, t."expiresAt", t."lastUsedAt", t."revokedAt", w.id AS "workspaceId", w.slug, w.name AS "workspaceName"
    FROM "ApiToken" t ${workspace} WHERE t."tokenHash" = ${tokenHash}`,
  );
  return row ?? null;
}

const refused = (message: string) =>
  new DomainError("unauthenticated", message, {
    next: "Create a token under Settings > Access > API tokens and send it as “Authorization: Bearer <token>”.",
  });
