import { describe, expect, it } from "vitest";
import { createResource } from "@/server/domain/resources/create-resource";
import { freshEmail } from "@/tests/support/database";
import { addUser, db, everywhere, memberRole, sourceAdmin, workspaceClient } from "./people";

type Call = [method: string, path: string, body?: object];

async function withGroup() {
  const client = await workspaceClient();
  const { id } = (await client.send("POST", "/groups", { name: "G" })).data.userGroup;
  return { ...client, id };
}

describe("a group", () => {
  it("begins without roles, and keeps at least one once it has some", async () => {
    const { send, ctx, id } = await withGroup();
    expect((await send("GET", `/groups/${id}`)).data.userGroup).toEqual({
      id,
      name: "G",
      memberCount: 0,
      permissions: [],
    });
    expect((await send("PATCH", `/groups/${id}`, { name: "Renamed" })).data.userGroup.name).toBe("Renamed");
    const path = `/groups/${id}/permissions`;
    expect((await send("PUT", path, { permissions: [everywhere(ctx, memberRole)] })).data.permissions).toHaveLength(1);
    expect((await send("POST", path, { permissions: [everywhere(ctx, sourceAdmin)] })).data.permissions).toHaveLength(
      2,
    );
    const none = await send("PUT", path, { permissions: [] });
    expect([none.status, none.errors[0]?.field]).toEqual([422, "permissions"]);
    expect((await send("PUT", path, { permissions: [everywhere(ctx, "x")] })).errors[0]?.field).toBe(
      "permissions.0.roleId",
    );
  });

  it("that people make still needs its role at once", async () => {
    const { ctx } = await workspaceClient();
    const group = { kind: "user_group", state: { name: "G", members: [], permissions: [] } } as const;
    await expect(createResource(ctx, group)).rejects.toMatchObject({ fields: [{ path: "permissions" }] });
  });

  it("has a name of its own, also when its request is sent again", async () => {
    const { send, id } = await withGroup();
    expect((await send("POST", "/groups", { name: "G" })).data.userGroup.id).toBe(id);
    await send("PATCH", `/groups/${id}`, { name: "H" });
    const other = (await send("POST", "/groups", { name: "G" })).data.userGroup.id;
    expect(other).not.toBe(id);
    const taken = await send("PATCH", `/groups/${other}`, { name: "H" });
    expect([taken.status, taken.errors[0]?.field]).toEqual([409, "name"]);
    expect((await send("GET", "/groups")).data.pagination.totalEntries).toBe(2);
    expect((await send("DELETE", `/groups/${other}`)).data).toEqual({ status: "SUCCESS" });
    expect((await send("DELETE", `/groups/${other}`)).data).toEqual({ status: "SUCCESS" });
  });
});

describe("members", () => {
  it("are replaced and taken out at one path and added at another, spelt as they were given", async () => {
    const { send, ctx, id } = await withGroup();
    const ada = await addUser(ctx);
    const [pending, later] = [freshEmail(), freshEmail()];
    const spelt = ada.email.replace("person", "Person");
    const put = await send("PUT", `/group/${id}/users`, { emails: [spelt, pending] });
    expect(put.data.userGroup.memberCount).toBe(2);
    const users = await send("GET", `/groups/${id}/users?pagination[count]=200`);
    expect(users.data).toEqual({
      users: [{ id: ada.id, name: "Ada", email: spelt }],
      pagination: { current: "MA==", totalEntries: 1 },
    });
    expect((await send("GET", `/groups/${id}/invites`)).data.emails).toEqual([pending]);
    const added = await send("POST", `/groups/${id}/users`, { emails: [ada.email, later] });
    expect(added.data.userGroup.memberCount).toBe(3);
    const gone = `/group/${id}/users?emails.0=${encodeURIComponent(ada.email)}&emails.1=nobody%40example.com`;
    expect((await send("DELETE", gone)).data).toEqual({ status: "SUCCESS" });
    expect((await send("DELETE", gone)).data).toEqual({ status: "SUCCESS" });
    expect((await send("GET", `/groups/${id}/invites`)).data.emails).toEqual([pending, later]);
    expect((await send("PUT", `/group/${id}/users`, { emails: [] })).data.userGroup.memberCount).toBe(0);
  });

  it("must be e-mails", async () => {
    const { send, id } = await withGroup();
    for (const [method, path] of [
      ["PUT", `/group/${id}/users`],
      ["POST", `/groups/${id}/users`],
    ] as const) {
      const { status, errors } = await send(method, path, { emails: ["a@example.com", "b"] });
      expect([status, errors[0]?.field]).toEqual([422, "emails.1"]);
    }
    expect((await send("PUT", `/group/${id}/users`, { emails: "a@example.com" })).errors[0]?.field).toBe("emails");
  });
});

it("only owners' tokens change groups, and none reaches another workspace's", async () => {
  const { ctx, id } = await withGroup();
  const calls: Call[] = [
    ["PATCH", `/groups/${id}`, { name: "x" }],
    ["PUT", `/groups/${id}/permissions`, { permissions: [] }],
    ["POST", `/groups/${id}/permissions`, { permissions: [] }],
    ["PUT", `/group/${id}/users`, { emails: [] }],
    ["POST", `/groups/${id}/users`, { emails: [] }],
  ];
  const member = await workspaceClient("Workspace Member", ctx);
  const more: Call[] = [
    ["POST", "/groups", { name: "y" }],
    ["DELETE", `/groups/${id}`],
  ];
  for (const call of [...calls, ...more]) expect((await member.send(...call)).status).toBe(401);
  expect((await member.send("GET", `/groups/${id}`)).status).toBe(200);
  const stranger = await workspaceClient();
  const reads = ["", "/users", "/invites"].map((path): Call => ["GET", `/groups/${id}${path}`]);
  for (const call of [...calls, ...reads]) expect((await stranger.send(...call)).status).toBe(404);
  await stranger.send("DELETE", `/groups/${id}`);
  expect(await db.resource.count({ where: { workspaceId: ctx.workspace.id, kind: "user_group", id } })).toBe(1);
});
