import { describe, expect, test } from "vitest";
import type { Ctx } from "@/server/core/ctx";
import { memberRoleId } from "@/server/core/permissions";
import { findInvite } from "@/server/domain/members/find-invite";
import { inviteMember } from "@/server/domain/members/invite-member";
import { listInvites } from "@/server/domain/members/list-invites";
import { revokeInvite } from "@/server/domain/members/revoke-invite";
import type { SendMail } from "@/server/domain/members/schema";
import { freshEmail, freshWorkspace, testDatabase } from "@/tests/support/database";

const { db } = await testDatabase();

const permissions = [{ role_id: memberRoleId, resources: [] }];
const linkFor = (token: string) => `https://tributary.test/invite/${token}`;

async function invite(ctx: Ctx, email = freshEmail(), sendMail: SendMail | null = null) {
  const invited = await inviteMember(ctx, { email, permissions }, { linkFor, sendMail });
  return { ...invited, token: invited.link?.split("/").at(-1) ?? "" };
}

describe("inviting", () => {
  test("gives a link to hand over, and stores no token", async () => {
    const { ctx } = await freshWorkspace(db, { name: "Acme" });
    const email = freshEmail();
    const { link, token, invite: listed } = await invite(ctx, email);
    expect(link).toMatch(/^https:\/\/tributary\.test\/invite\/[A-Za-z0-9_-]{43}$/);
    expect(listed).toMatchObject({ email, roles: ["Workspace Member"], status: "pending" });
    expect(await findInvite(db, token)).toMatchObject({ email, workspace: { name: "Acme" }, hasAccount: false });
    const stored = JSON.stringify([await db.invite.findMany(), await db.auditEvent.findMany()]);
    expect(stored).not.toContain(token);
  });

  test("mails the link when it can, and then shows it to nobody else", async () => {
    const { ctx } = await freshWorkspace(db, { name: "Acme\r\nBcc: eve@example.com" });
    const sent: { to: string; subject: string; text: string }[] = [];
    const email = freshEmail();
    const { link } = await invite(ctx, email, async (mail) => void sent.push(mail));
    expect(link).toBeNull();
    expect(sent).toMatchObject([{ to: email }]);
    expect(sent[0]?.text).toContain("https://tributary.test/invite/");
    expect(sent[0]?.subject).not.toMatch(/[\r\n]/);
  });

  test("is taken back when the mail server refuses", async () => {
    const { ctx } = await freshWorkspace(db);
    const refusal = new Error("550 no such mailbox");
    const attempt = invite(ctx, freshEmail(), () => Promise.reject(refusal));
    await expect(attempt).rejects.toMatchObject({ code: "unavailable", cause: refusal });
    expect(await listInvites(ctx)).toMatchObject([{ status: "revoked" }]);
  });

  test("again replaces the link that went before", async () => {
    const { ctx } = await freshWorkspace(db);
    const email = freshEmail();
    const [first, second] = [await invite(ctx, email), await invite(ctx, email)];
    expect(await findInvite(db, first.token)).toMatchObject({ status: "revoked" });
    expect(await findInvite(db, second.token)).toMatchObject({ status: "pending" });
  });

  test("refuses a member who has an account already", async () => {
    const { ctx } = await freshWorkspace(db);
    const owner = ctx.actor.type === "user" ? ctx.actor.email : "";
    await expect(invite(ctx, owner)).rejects.toMatchObject({ code: "invalid", fields: [{ path: "email" }] });
  });

  test.each([
    ["a role without an id", [{ resources: [] }]],
    ["an unknown attribute", [{ role_id: memberRoleId, resources: [], admin: true }]],
    ["a source of nowhere", [{ role_id: memberRoleId, resources: [{ id: "x", type: "SOURCE", labels: [] }] }]],
  ])("refuses %s, said at the field", async (_what, bad) => {
    const { ctx } = await freshWorkspace(db);
    const attempt = inviteMember(ctx, { email: freshEmail(), permissions: bad }, { linkFor, sendMail: null });
    await expect(attempt).rejects.toMatchObject({
      code: "invalid",
      fields: [{ path: expect.stringMatching(/^permissions/) }],
    });
    expect(await listInvites(ctx)).toEqual([]);
  });

  test("is for owners only, and so are the list and taking back", async () => {
    const { ctx, as } = await freshWorkspace(db);
    const { invite: listed } = await invite(ctx);
    for (const denied of [as("Workspace Member"), as("Workspace Owner", { kind: "source", id: "s" })]) {
      await expect(invite(denied)).rejects.toMatchObject({ code: "forbidden" });
      await expect(listInvites(denied)).rejects.toMatchObject({ code: "forbidden" });
      await expect(revokeInvite(denied, { inviteId: listed.id })).rejects.toMatchObject({ code: "forbidden" });
    }
    expect(await listInvites(ctx)).toMatchObject([{ id: listed.id, status: "pending" }]);
  });
});

describe("the list and taking back", () => {
  test("stay inside the workspace", async () => {
    const [one, two] = [await freshWorkspace(db), await freshWorkspace(db)];
    const { invite: listed, token } = await invite(one.ctx);
    expect(await listInvites(two.ctx)).toEqual([]);
    await expect(revokeInvite(two.ctx, { inviteId: listed.id })).rejects.toMatchObject({ code: "not-found" });
    expect(await findInvite(db, token)).toMatchObject({ status: "pending" });
  });

  test("say when an invite has expired", async () => {
    const { ctx } = await freshWorkspace(db);
    const { invite: listed } = await invite(ctx);
    expect(await listInvites(ctx, listed.expiresAt)).toMatchObject([{ status: "expired" }]);
    const days = (listed.expiresAt.getTime() - listed.createdAt.getTime()) / (24 * 60 * 60_000);
    expect(days).toBe(7);
  });

  test("a taken-back link is dead; taking back again changes nothing", async () => {
    const { ctx } = await freshWorkspace(db);
    const { invite: listed, token } = await invite(ctx);
    await revokeInvite(ctx, { inviteId: listed.id });
    await revokeInvite(ctx, { inviteId: listed.id });
    expect(await findInvite(db, token)).toMatchObject({ status: "revoked" });
    const events = await db.auditEvent.findMany({ where: { workspaceId: ctx.workspace.id, type: "Invite Revoked" } });
    expect(events).toHaveLength(1);
  });

  test("an unknown token is nobody's invite", async () => {
    expect(await findInvite(db, "made-up")).toBeNull();
  });
});
