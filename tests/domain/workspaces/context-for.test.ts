import { describe, expect, test } from "vitest";
import type { Ctx } from "@/server/core/ctx";
import { isAllowed, memberRoleId, ownerRoleId } from "@/server/core/permissions";
import { contextFor } from "@/server/domain/workspaces/context-for";
import { listWorkspaces } from "@/server/domain/workspaces/list-workspaces";
import { freshEmail, freshWorkspace, testDatabase } from "@/tests/support/database";

const { db } = await testDatabase();

const sourceAdmin = "1Mc8DKqCj3vrDvNml9Vhsc7Aebt";
const workspaceWide = (id: string, labels: object[] = []) => [{ id, type: "WORKSPACE", labels }];

const person = (email = freshEmail()) => ({ accountId: `account of ${email}`, email, name: "Ada" });

interface Row {
  kind: string;
  state: object;
  naturalKey?: string;
  labels?: string[];
}

async function add(ctx: Ctx, { kind, state, naturalKey, labels = [] }: Row): Promise<string> {
  const id = `id-${freshEmail()}`;
  await db.resource.create({
    data: {
      workspaceId: ctx.workspace.id,
      kind,
      id,
      title: id,
      search: "",
      labels,
      state,
      naturalKey: naturalKey ?? id,
      updatedBy: "test",
    },
  });
  return id;
}

const addUser = (ctx: Ctx, email: string, permissions: object[]) =>
  add(ctx, { kind: "user", naturalKey: email, state: { email, permissions } });

const open = (ctx: Ctx, account: ReturnType<typeof person>) =>
  contextFor(db, { slug: ctx.workspace.slug, account, origin: "ui" });

describe("the context of a request", () => {
  test("says whose workspace, who acts and where from", async () => {
    const { ctx } = await freshWorkspace(db, { name: "Acme" });
    const ada = person();
    await addUser(ctx, ada.email, [{ role_id: memberRoleId, resources: workspaceWide(ctx.workspace.id) }]);
    const found = await contextFor(db, { slug: ctx.workspace.slug, account: ada, origin: "api" });
    expect(found).toMatchObject({
      workspace: ctx.workspace,
      actor: { type: "user", id: ada.accountId, email: ada.email, name: "Ada" },
      access: { grants: [{ role: "Workspace Member", scope: "workspace" }] },
      origin: "api",
    });
  });

  test("is refused alike for strangers and for workspaces that do not exist", async () => {
    const { ctx } = await freshWorkspace(db);
    const stranger = person();
    const missing = `${ctx.workspace.slug}-x`;
    const errors = await Promise.all([
      open(ctx, stranger).catch((error: unknown) => error),
      contextFor(db, { slug: missing, account: stranger, origin: "ui" }).catch((error: unknown) => error),
    ]);
    expect(errors).toMatchObject([{ code: "not-found" }, { code: "not-found" }]);
    const words = errors.map((error) => String(error).replace(missing, "it").replace(ctx.workspace.slug, "it"));
    expect(words[0]).toBe(words[1]);
  });

  test("does not let an owner of one workspace into another", async () => {
    const [one, two] = [await freshWorkspace(db), await freshWorkspace(db)];
    const ada = person();
    await addUser(one.ctx, ada.email, [{ role_id: ownerRoleId, resources: workspaceWide(one.ctx.workspace.id) }]);
    expect((await open(one.ctx, ada)).workspace.id).toBe(one.ctx.workspace.id);
    await expect(open(two.ctx, ada)).rejects.toMatchObject({ code: "not-found" });
  });

  test("follows a changed role and a removed member at once", async () => {
    const { ctx } = await freshWorkspace(db);
    const ada = person();
    const id = await addUser(ctx, ada.email, [{ role_id: ownerRoleId, resources: [] }]);
    const where = { workspaceId_kind_id: { workspaceId: ctx.workspace.id, kind: "user", id } };
    expect(isAllowed((await open(ctx, ada)).access, "access:manage")).toBe(true);
    const state = { email: ada.email, permissions: [{ role_id: memberRoleId, resources: [] }] };
    await db.resource.update({ where, data: { state } });
    expect(isAllowed((await open(ctx, ada)).access, "access:manage")).toBe(false);
    await db.resource.delete({ where });
    await expect(open(ctx, ada)).rejects.toMatchObject({ code: "not-found" });
  });

  test("adds up what the person and their groups may do", async () => {
    const { ctx } = await freshWorkspace(db);
    const ada = person();
    const source = await add(ctx, { kind: "source", state: {} });
    await addUser(ctx, ada.email, [{ role_id: sourceAdmin, resources: [{ id: source, type: "SOURCE", labels: [] }] }]);
    const members = [ada.email.toUpperCase(), freshEmail()];
    const permissions = [{ role_id: memberRoleId, resources: [] }];
    await add(ctx, { kind: "user_group", state: { name: "Team", members, permissions } });
    await add(ctx, {
      kind: "user_group",
      state: { name: "Owners", members: [], permissions: [{ role_id: ownerRoleId }] },
    });
    expect((await open(ctx, ada)).access.grants).toEqual([
      { role: "Source Admin", scope: { kind: "source", id: source } },
      { role: "Workspace Member", scope: "workspace" },
    ]);
  });

  test("lets somebody in who is only in a group", async () => {
    const { ctx } = await freshWorkspace(db);
    const ada = person();
    const state = { name: "Team", members: [ada.email], permissions: [{ role_id: memberRoleId, resources: [] }] };
    await add(ctx, { kind: "user_group", state });
    expect((await open(ctx, ada)).access.grants).toEqual([{ role: "Workspace Member", scope: "workspace" }]);
  });

  test("narrows a role with labels to the sources that carry all of them", async () => {
    const { ctx } = await freshWorkspace(db);
    const ada = person();
    const both = await add(ctx, { kind: "source", state: {}, labels: ["team:web", "stage:dev"] });
    await add(ctx, { kind: "source", state: {}, labels: ["team:web"] });
    const labels = [
      { key: "team", value: "web" },
      { key: "stage", value: "dev" },
    ];
    await addUser(ctx, ada.email, [{ role_id: sourceAdmin, resources: workspaceWide(ctx.workspace.id, labels) }]);
    expect((await open(ctx, ada)).access.grants).toEqual([
      { role: "Source Admin", scope: { kind: "source", id: both } },
    ]);
  });

  test.each([
    ["an unknown role", { role_id: "made-up", resources: [] }],
    ["a space", { role_id: sourceAdmin, resources: [{ id: "s", type: "SPACE", labels: [] }] }],
    [
      "a resource of a type that does not exist",
      { role_id: sourceAdmin, resources: [{ id: "s", type: "constructor" }] },
    ],
  ])("gives nothing for %s", async (_what, permission) => {
    const { ctx } = await freshWorkspace(db);
    const ada = person();
    await addUser(ctx, ada.email, [permission]);
    expect((await open(ctx, ada)).access.grants).toEqual([]);
  });
});

test("the list of workspaces has one's own only, by name, through users and groups", async () => {
  const [zeta, alpha, other] = [
    await freshWorkspace(db, { name: "Zeta" }),
    await freshWorkspace(db, { name: "alpha" }),
    await freshWorkspace(db, { name: "Other" }),
  ];
  const ada = person();
  await addUser(zeta.ctx, ada.email, []);
  await add(alpha.ctx, { kind: "user_group", state: { name: "Team", members: [ada.email], permissions: [] } });
  await addUser(other.ctx, freshEmail(), []);
  expect((await listWorkspaces(db, ada.email)).map((each) => each.name)).toEqual(["alpha", "Zeta"]);
});
