import { describe, expect, it } from "vitest";
import { createCaller } from "@/server/api/root";
import type { Ctx } from "@/server/core/ctx";
import { memberRoleId } from "@/server/core/permissions";
import { contextForToken } from "@/server/domain/api-tokens/context-for-token";
import { freshEmail, freshWorkspace, testDatabase } from "@/tests/support/database";

const { db } = await testDatabase();

const callerOf = (accountId: string, email: string) =>
  createCaller({ db, signedIn: { accountId, email, name: "Somebody", sessionId: `s-${accountId}` } });

async function owner() {
  const { ctx } = await freshWorkspace(db);
  if (ctx.actor.type !== "user") throw new Error("The owner is a person.");
  return { ctx, api: callerOf(ctx.actor.id, ctx.actor.email), workspace: ctx.workspace.slug };
}

/** A member of the workspace who owns nothing. */
async function memberOf({ workspace }: Ctx) {
  const email = freshEmail("member");
  const account = await db.account.create({ data: { email, name: "Mika Member" } });
  const permissions = [{ role_id: memberRoleId, resources: [{ id: workspace.id, type: "WORKSPACE", labels: [] }] }];
  const row = { title: email, search: email, naturalKey: email, labels: [], updatedBy: email };
  await db.resource.create({
    data: { workspaceId: workspace.id, kind: "user", id: account.id, state: { email, permissions }, ...row },
  });
  return callerOf(account.id, email);
}

describe("API tokens in the dashboard", () => {
  it("are shown once, listed without their text, and stop working when revoked", async () => {
    const { api, workspace } = await owner();
    const { token, text } = await api.apiTokens.create({ workspace, name: " CI ", expiresInDays: 30 });
    expect(token).toMatchObject({ name: "CI", role: "Workspace Owner", status: "active", lastUsedAt: null });
    await contextForToken(db, text);
    const [listed] = await api.apiTokens.list({ workspace });
    expect(listed).toMatchObject({ id: token.id, hint: text.slice(0, 8), lastUsedAt: expect.any(Date) });
    expect(JSON.stringify(listed)).not.toContain(text);
    await api.apiTokens.revoke({ workspace, tokenId: token.id });
    await expect(contextForToken(db, text)).rejects.toMatchObject({ code: "unauthenticated" });
    expect((await api.apiTokens.list({ workspace }))[0]).toMatchObject({ status: "revoked" });
  });

  it("are for owners only, and each stays inside its workspace", async () => {
    const { ctx, api, workspace } = await owner();
    const { token } = await api.apiTokens.create({ workspace, name: "ci" });
    const member = await memberOf(ctx);
    await expect(member.apiTokens.list({ workspace })).rejects.toMatchObject({ code: "FORBIDDEN" });
    await expect(member.apiTokens.create({ workspace, name: "x" })).rejects.toMatchObject({ code: "FORBIDDEN" });
    const revoked = member.apiTokens.revoke({ workspace, tokenId: token.id });
    await expect(revoked).rejects.toMatchObject({ code: "FORBIDDEN" });
    const other = await owner();
    const elsewhere = other.api.apiTokens.revoke({ workspace: other.workspace, tokenId: token.id });
    await expect(elsewhere).rejects.toMatchObject({ code: "NOT_FOUND" });
    expect(await other.api.apiTokens.list({ workspace: other.workspace })).toEqual([]);
  });

  it("name the field that is wrong", async () => {
    const { api, workspace } = await owner();
    const wrong = [
      { name: " " },
      { name: "x".repeat(121) },
      { name: "a", expiresInDays: 0 },
      { name: "a", expiresInDays: Number.NaN },
    ];
    const fields = ["name", "name", "expiresInDays", "expiresInDays"];
    for (const [index, input] of wrong.entries()) {
      const refused = api.apiTokens.create({ workspace, ...input });
      await expect(refused).rejects.toMatchObject({ cause: { issues: [{ path: [fields[index]] }] } });
    }
    expect(await api.apiTokens.list({ workspace })).toEqual([]);
  });
});
