import { expect, test } from "vitest";
import { memberRoleId, ownerRoleId } from "@/server/core/permissions";
import { signInWithProvider } from "@/server/domain/accounts/sign-in-with-provider";
import { findInvite } from "@/server/domain/members/find-invite";
import { inviteMember } from "@/server/domain/members/invite-member";
import { contextFor } from "@/server/domain/workspaces/context-for";
import { listWorkspaces } from "@/server/domain/workspaces/list-workspaces";
import { freshEmail, freshWorkspace, testDatabase } from "@/tests/support/database";

const { db } = await testDatabase();
// Any account in the database: this is not the first run.
const { ctx } = await freshWorkspace(db);

const profileOf = (email: string | null, change = {}) => ({
  provider: "github",
  subject: `subject-${freshEmail()}`,
  email,
  emailVerified: true,
  name: "Ada",
  ...change,
});

const invite = (email: string, now?: Date) =>
  inviteMember(
    ctx,
    { email, permissions: [{ role_id: memberRoleId, resources: [] }] },
    { linkFor: (token) => token, sendMail: null, ...(now ? { now } : {}) },
  );

test("a verified e-mail signs in the account it belongs to", async () => {
  const account = await db.account.create({ data: { email: freshEmail(), name: "Ada" } });
  const person = await signInWithProvider(db, profileOf(account.email.toUpperCase()));
  expect(person.accountId).toBe(account.id);
});

test("somebody known by the provider's id stays the same account under another e-mail", async () => {
  const account = await db.account.create({ data: { email: freshEmail(), name: "Ada" } });
  const profile = profileOf(account.email);
  await signInWithProvider(db, profile);
  const moved = { ...profile, email: freshEmail(), emailVerified: false };
  expect((await signInWithProvider(db, moved)).accountId).toBe(account.id);
});

test("the same id of another provider is somebody else", async () => {
  const account = await db.account.create({ data: { email: freshEmail(), name: "Ada" } });
  const profile = profileOf(account.email);
  await signInWithProvider(db, profile);
  const other = { ...profile, provider: "google", email: freshEmail() };
  await expect(signInWithProvider(db, other)).rejects.toMatchObject({ code: "forbidden" });
});

test.each([
  ["that is not verified", { emailVerified: false }],
  ["that is missing", { email: null }],
  ["that is none", { email: "not an e-mail" }],
])("an e-mail %s signs nobody in", async (_what, change) => {
  const account = await db.account.create({ data: { email: freshEmail(), name: "Ada" } });
  const attempt = signInWithProvider(db, profileOf(account.email, change));
  await expect(attempt).rejects.toMatchObject({ code: "forbidden", data: { reason: "unverified" } });
});

test("an invited e-mail gets an account; a stranger does not", async () => {
  const email = freshEmail();
  await invite(email);
  const person = await signInWithProvider(db, profileOf(email, { name: null }));
  expect(person).toMatchObject({ email, name: email });
  const attempt = signInWithProvider(db, profileOf(freshEmail()));
  await expect(attempt).rejects.toMatchObject({ code: "forbidden", data: { reason: "uninvited" } });
});

test("an invited person belongs to the workspaces that invited them, with the roles of the invites, and the invites are used", async () => {
  const email = freshEmail();
  const other = await freshWorkspace(db);
  const { link } = await invite(email);
  await inviteMember(
    other.ctx,
    { email, permissions: [{ role_id: ownerRoleId, resources: [] }] },
    { linkFor: (token) => token, sendMail: null },
  );
  const person = await signInWithProvider(db, profileOf(email));
  const slugs = [ctx.workspace.slug, other.ctx.workspace.slug];
  expect((await listWorkspaces(db, email)).map(({ slug }) => slug).sort()).toEqual(slugs.sort());
  const { access } = await contextFor(db, { slug: ctx.workspace.slug, account: person, origin: "ui" });
  expect(access.grants).toEqual([{ role: "Workspace Member", scope: "workspace" }]);
  const record = await db.changeRecord.findFirstOrThrow({
    where: { workspaceId: ctx.workspace.id, kind: "user" },
    orderBy: { seq: "desc" },
  });
  expect(record).toMatchObject({ verb: "added", actorEmail: email, title: email });
  expect(await findInvite(db, link ?? "")).toMatchObject({ status: "accepted" });
});

test("somebody who has an account joins another workspace by its invite only", async () => {
  const account = await db.account.create({ data: { email: freshEmail(), name: "Ada" } });
  await invite(account.email);
  await signInWithProvider(db, profileOf(account.email));
  expect(await listWorkspaces(db, account.email)).toEqual([]);
});

test("an invite that has expired lets nobody in", async () => {
  const email = freshEmail();
  await invite(email, new Date(Date.now() - 8 * 24 * 60 * 60_000));
  await expect(signInWithProvider(db, profileOf(email))).rejects.toMatchObject({ code: "forbidden" });
});

test("a member without an account gets one", async () => {
  const email = freshEmail();
  const state = { name: "Readers", members: [email.toUpperCase()], permissions: [] };
  const where = { workspaceId: ctx.workspace.id, kind: "user_group", id: freshEmail() };
  await db.resource.create({ data: { ...where, title: "Readers", search: "", labels: [], state, updatedBy: "test" } });
  expect(await signInWithProvider(db, profileOf(email))).toMatchObject({ email });
});
