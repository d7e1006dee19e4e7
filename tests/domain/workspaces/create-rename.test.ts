import { randomBytes } from "node:crypto";
import { expect, test } from "vitest";
import { contextFor } from "@/server/domain/workspaces/context-for";
import { createWorkspace } from "@/server/domain/workspaces/create-workspace";
import { renameWorkspace } from "@/server/domain/workspaces/rename-workspace";
import { freshEmail, freshWorkspace, testDatabase } from "@/tests/support/database";

const { db } = await testDatabase();

const freshSlug = () => `w-${randomBytes(6).toString("hex")}`;

async function person() {
  const account = await db.account.create({ data: { email: freshEmail(), name: "Ada" } });
  return { accountId: account.id, email: account.email, name: account.name };
}

test("who creates a workspace owns it, and the trail says so", async () => {
  const ada = await person();
  const slug = freshSlug();
  const { id } = await createWorkspace(db, { name: "Acme", slug }, ada);
  const ctx = await contextFor(db, { slug, account: ada, origin: "ui" });
  expect(ctx.access.grants).toEqual([{ role: "Workspace Owner", scope: "workspace" }]);
  const events = await db.auditEvent.findMany({ where: { workspaceId: id }, orderBy: { at: "asc" } });
  expect(events.map((event) => event.type).sort()).toEqual(["User Added", "Workspace Created"]);
  expect(events.every((event) => event.actorEmail === ada.email)).toBe(true);
});

test("a slug belongs to one workspace, also when two want it at the same time", async () => {
  const [ada, bob] = [await person(), await person()];
  const slug = freshSlug();
  const results = await Promise.allSettled([ada, bob].map((each) => createWorkspace(db, { name: "Acme", slug }, each)));
  expect(results.map((result) => result.status).sort()).toEqual(["fulfilled", "rejected"]);
  const refusal = results.find((result) => result.status === "rejected");
  expect(refusal?.reason).toMatchObject({ code: "invalid", fields: [{ path: "slug" }] });
});

test("an owner renames the workspace and its address stays", async () => {
  const { ctx } = await freshWorkspace(db, { name: "Before" });
  await renameWorkspace(ctx, { name: "After" });
  const row = await db.workspace.findUniqueOrThrow({ where: { id: ctx.workspace.id } });
  expect(row).toMatchObject({ name: "After", slug: ctx.workspace.slug });
  const events = await db.auditEvent.findMany({ where: { workspaceId: ctx.workspace.id } });
  expect(events).toMatchObject([{ type: "Workspace Renamed", detail: { before: "Before", after: "After" } }]);
});

test("the same name again records nothing", async () => {
  const { ctx } = await freshWorkspace(db, { name: "Acme" });
  await renameWorkspace(ctx, { name: "Acme" });
  expect(await db.auditEvent.count({ where: { workspaceId: ctx.workspace.id } })).toBe(0);
});

test.each(["Workspace Member", "Source Admin"])("a %s may not rename it", async (role) => {
  const { ctx, as } = await freshWorkspace(db, { name: "Before" });
  await expect(renameWorkspace(as(role), { name: "After" })).rejects.toMatchObject({ code: "forbidden" });
  expect((await db.workspace.findUniqueOrThrow({ where: { id: ctx.workspace.id } })).name).toBe("Before");
});

test("renaming one workspace leaves the others alone", async () => {
  const [one, two] = [await freshWorkspace(db), await freshWorkspace(db, { name: "Other" })];
  await renameWorkspace(one.ctx, { name: "Renamed" });
  expect((await db.workspace.findUniqueOrThrow({ where: { id: two.ctx.workspace.id } })).name).toBe("Other");
});
