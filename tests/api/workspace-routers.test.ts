import { describe, expect, it } from "vitest";
import { createCaller } from "@/server/api/root";
import { freshEmail, freshWorkspace, testDatabase } from "@/tests/support/database";

const { db } = await testDatabase();

async function ownerCaller() {
  const { ctx } = await freshWorkspace(db);
  const { actor, workspace } = ctx;
  if (actor.type !== "user") throw new Error("The owner is a person.");
  const session = { id: `session-${actor.id}`, accountId: actor.id, userAgent: "Firefox/140.0" };
  await db.session.create({ data: { ...session, expiresAt: new Date(Date.now() + 60_000) } });
  const signedIn = { accountId: actor.id, email: actor.email, name: actor.name, sessionId: session.id };
  return { api: createCaller({ db, signedIn }), workspace: workspace.slug, email: actor.email, signedIn };
}

describe("me", () => {
  it("says who asks, where, and what they may do", async () => {
    const { api, workspace, email } = await ownerCaller();
    const me = await api.me.get({ workspace });
    expect(me).toMatchObject({ email, workspace: { slug: workspace } });
    expect(me.access.grants).toContainEqual({ role: "Workspace Owner", scope: "workspace" });
    expect((await api.me.workspaces()).map((one) => one.slug)).toEqual([workspace]);
    expect(await api.me.account()).toMatchObject({ email, hasPassword: false, providers: [] });
  });

  it("lists sessions and ends the others", async () => {
    const { api, signedIn } = await ownerCaller();
    const other = { id: `other-${signedIn.accountId}`, accountId: signedIn.accountId, userAgent: "curl/8" };
    await db.session.create({ data: { ...other, expiresAt: new Date(Date.now() + 60_000) } });
    expect(await api.me.sessions()).toHaveLength(2);
    await api.me.revokeSession({ sessionId: other.id });
    const left = await api.me.sessions();
    expect(left.map(({ id, current }) => [id, current])).toEqual([[signedIn.sessionId, true]]);
    expect(await api.me.revokeOtherSessions()).toBe(0);
  });

  it("knows nobody who is not signed in, and no workspace of strangers", async () => {
    const { workspace } = await ownerCaller();
    const other = await ownerCaller();
    const anonymous = createCaller({ db, signedIn: null });
    await expect(anonymous.me.workspaces()).rejects.toMatchObject({ code: "UNAUTHORIZED" });
    await expect(other.api.me.get({ workspace })).rejects.toMatchObject({ code: "NOT_FOUND" });
  });
});

describe("workspaces, invites and the audit trail", () => {
  it("are renamed and recorded", async () => {
    const { api, workspace } = await ownerCaller();
    await api.workspaces.rename({ workspace, name: "Renamed" });
    expect((await api.me.get({ workspace })).workspace.name).toBe("Renamed");
    const { items } = await api.audit.list({ workspace });
    expect(items[0]).toMatchObject({ type: "Workspace Renamed", resourceName: "Renamed" });
  });

  it("hand an invite's link over once, and take it back", async () => {
    const { api, workspace } = await ownerCaller();
    const email = freshEmail("guest");
    const { invite, link } = await api.access.invite({ workspace, email, permissions: [] });
    expect(link).toMatch(/\/invite\/[\w-]{43}$/);
    const renewed = await api.access.renewInvite({ workspace, inviteId: invite.id });
    expect(renewed.link).toMatch(/\/invite\/[\w-]{43}$/);
    expect(renewed.link).not.toBe(link);
    await api.access.revokeInvite({ workspace, inviteId: invite.id });
    const [listed] = await api.access.invites({ workspace });
    expect(listed).toMatchObject({ email, status: "revoked" });
    expect(JSON.stringify(listed)).not.toContain(link?.split("/").at(-1));
  });
});

describe("calls that make one page together", () => {
  it("ask once who the person is in a workspace", async () => {
    const { workspace, signedIn } = await ownerCaller();
    const contexts = new Map();
    const api = createCaller({ db, signedIn, contexts });
    await Promise.all([api.me.get({ workspace }), api.resources.counts({ workspace })]);
    expect([...contexts.keys()]).toEqual([workspace]);
    const stranger = (await ownerCaller()).workspace;
    await expect(api.me.get({ workspace: stranger })).rejects.toMatchObject({ code: "NOT_FOUND" });
    await expect(api.resources.counts({ workspace: stranger })).rejects.toMatchObject({ code: "NOT_FOUND" });
  });
});
