import { expect, test } from "vitest";
import type { Ctx } from "@/server/core/ctx";
import { memberRoleId } from "@/server/core/permissions";
import { authenticate } from "@/server/domain/accounts/authenticate";
import { acceptInvite, acceptInviteAs } from "@/server/domain/members/accept-invite";
import { inviteMember } from "@/server/domain/members/invite-member";
import { revokeInvite } from "@/server/domain/members/revoke-invite";
import type { InviteMember } from "@/server/domain/members/schema";
import { contextFor } from "@/server/domain/workspaces/context-for";
import { plainHasher } from "@/tests/domain/accounts/plain-hasher";
import { freshEmail, freshWorkspace, testDatabase } from "@/tests/support/database";

const { db } = await testDatabase();

const everything: InviteMember["permissions"] = [{ role_id: memberRoleId, resources: [] }];

async function invite(ctx: Ctx, email: string, permissions = everything, now = new Date()) {
  const { link, invite: listed } = await inviteMember(
    ctx,
    { email, permissions },
    { linkFor: (token) => token, sendMail: null, now },
  );
  return { token: link ?? "", id: listed.id };
}

const accept = (token: string, now = new Date()) =>
  acceptInvite(db, { token, name: "Ada", password: "correct horse" }, { hasher: plainHasher(), now });

async function account(email = freshEmail()) {
  const row = await db.account.create({ data: { email, name: "Ada", passwordHash: "plain:her own" } });
  return { accountId: row.id, email, name: row.name };
}

const membersOf = (ctx: Ctx) =>
  db.resource.findMany({ where: { workspaceId: ctx.workspace.id, kind: "user" }, orderBy: { createdAt: "asc" } });

test("accepting makes an account and a member with the roles of the invite, as one change record", async () => {
  const { ctx } = await freshWorkspace(db);
  const email = freshEmail();
  const { token } = await invite(ctx, email);
  const { person, slug } = await accept(token);
  expect(slug).toBe(ctx.workspace.slug);
  const options = { address: null, hasher: plainHasher() };
  expect(await authenticate(db, { email, password: "correct horse" }, options)).toEqual(person);
  const own = await contextFor(db, { slug, account: person, origin: "ui" });
  expect(own.access.grants).toEqual([{ role: "Workspace Member", scope: "workspace" }]);
  const changes = await db.changeRecord.findMany({ where: { workspaceId: ctx.workspace.id } });
  expect(changes).toMatchObject([{ kind: "user", verb: "added", actorEmail: email, before: null, after: { email } }]);
});

test("an invite works once, also when it is opened twice at the same time", async () => {
  const { ctx } = await freshWorkspace(db);
  const { token } = await invite(ctx, freshEmail());
  const results = await Promise.allSettled([accept(token), accept(token), accept(token)]);
  expect(results.filter((result) => result.status === "fulfilled")).toHaveLength(1);
  expect(await membersOf(ctx)).toHaveLength(2);
  await expect(accept(token)).rejects.toMatchObject({ code: "conflict" });
});

test("an expired invite is refused, without the work of a hash", async () => {
  const { ctx } = await freshWorkspace(db);
  const start = new Date("2026-03-01T12:00:00Z");
  const { token } = await invite(ctx, freshEmail(), everything, start);
  const hasher = plainHasher();
  const now = new Date(start.getTime() + 7 * 24 * 60 * 60_000);
  const attempt = acceptInvite(db, { token, name: "Ada", password: "correct horse" }, { hasher, now });
  await expect(attempt).rejects.toMatchObject({ code: "conflict", message: "This invite has expired." });
  expect(hasher.calls).toEqual([]);
});

test("an invite that was taken back is refused", async () => {
  const { ctx } = await freshWorkspace(db);
  const { token, id } = await invite(ctx, freshEmail());
  await revokeInvite(ctx, { inviteId: id });
  await expect(accept(token)).rejects.toMatchObject({ code: "conflict" });
  expect(await membersOf(ctx)).toHaveLength(1);
});

test("an accepted invite can no longer be taken back", async () => {
  const { ctx } = await freshWorkspace(db);
  const { token, id } = await invite(ctx, freshEmail());
  await accept(token);
  await expect(revokeInvite(ctx, { inviteId: id })).rejects.toMatchObject({ code: "conflict" });
});

test("an invite never changes the password of an account that exists", async () => {
  const { ctx } = await freshWorkspace(db);
  const ada = await account();
  const { token } = await invite(ctx, ada.email);
  await expect(accept(token)).rejects.toMatchObject({ code: "conflict", next: expect.stringContaining("Sign in") });
  const { passwordHash } = await db.account.findUniqueOrThrow({ where: { id: ada.accountId } });
  expect(passwordHash).toBe("plain:her own");
});

test("somebody signed in accepts with the account they have", async () => {
  const { ctx } = await freshWorkspace(db);
  const ada = await account();
  const { token } = await invite(ctx, ada.email);
  expect(await acceptInviteAs(db, token, ada)).toEqual({ person: ada, slug: ctx.workspace.slug });
  const own = await contextFor(db, { slug: ctx.workspace.slug, account: ada, origin: "ui" });
  expect(own.access.grants).toHaveLength(1);
  await expect(acceptInviteAs(db, token, ada)).rejects.toMatchObject({ code: "conflict" });
});

test("somebody signed in cannot take another person's invite", async () => {
  const { ctx } = await freshWorkspace(db);
  const { token } = await invite(ctx, freshEmail());
  const eve = await account();
  await expect(acceptInviteAs(db, token, eve)).rejects.toMatchObject({ code: "forbidden" });
  expect(await membersOf(ctx)).toHaveLength(1);
});

test("a member who gets an account by invite keeps the roles they have", async () => {
  const { ctx } = await freshWorkspace(db);
  const email = freshEmail();
  const where = { workspaceId: ctx.workspace.id, kind: "user", id: freshEmail() };
  const state = { email, permissions: [] };
  await db.resource.create({
    data: { ...where, title: email, search: "", labels: [], naturalKey: email, state, updatedBy: "test" },
  });
  const { token } = await invite(ctx, email);
  const { person } = await accept(token);
  const own = await contextFor(db, { slug: ctx.workspace.slug, account: person, origin: "ui" });
  expect(own.access.grants).toEqual([]);
});

test("a role for something that was deleted meanwhile is left out, and never becomes one for everything", async () => {
  const { ctx } = await freshWorkspace(db);
  const email = freshEmail();
  const base = { workspaceId: ctx.workspace.id, kind: "source", search: "", labels: [], state: {}, updatedBy: "test" };
  for (const id of ["stays", "goes"]) await db.resource.create({ data: { ...base, id, title: id } });
  const roleFor = (...ids: string[]) => ({
    role_id: "1Mc8DKqCj3vrDvNml9Vhsc7Aebt",
    resources: ids.map((id) => ({ id, type: "SOURCE", labels: [] })),
  });
  const { token } = await invite(ctx, email, [roleFor("stays", "goes"), roleFor("goes")]);
  await db.resource.deleteMany({ where: { workspaceId: ctx.workspace.id, id: "goes" } });
  const { person } = await accept(token);
  const own = await contextFor(db, { slug: ctx.workspace.slug, account: person, origin: "ui" });
  expect(own.access.grants).toEqual([{ role: "Source Admin", scope: { kind: "source", id: "stays" } }]);
});

test("an unknown token is refused", async () => {
  await expect(accept("made-up")).rejects.toMatchObject({ code: "not-found" });
});
