import { describe, expect, it } from "vitest";
import { createResource } from "@/server/domain/resources/create-resource";
import { addUser, db, everywhere, memberRole, ownerRole, sourceAdmin, workspaceClient } from "./people";
import { addWorld } from "./world";

describe("users", () => {
  it("are listed with their names and full roles, from the cursor that the provider has built in", async () => {
    const { send, ctx } = await workspaceClient();
    const { id, email } = await addUser(ctx);
    await send("PUT", `/users/${id}/permissions`, { permissions: [everywhere(ctx, memberRole)] });
    const { data } = await send("GET", "/users?pagination[count]=200&pagination[cursor]=MA%3D%3D");
    expect(data.pagination).toEqual({ current: "MA==", totalEntries: 2 });
    const resources = [{ id: ctx.workspace.id, type: "WORKSPACE", labels: [] }];
    const permissions = [{ roleId: memberRole, roleName: "Workspace Member", resources }];
    const shown = { id, name: "Ada", email, permissions };
    expect(data.users).toContainEqual(shown);
    expect((await send("GET", `/users/${id}`)).data.user).toEqual(shown);
    expect((await send("GET", `/users/${email}`)).status).toBe(404);
  });

  it("get exactly the roles of a PUT, and those of a POST beside theirs", async () => {
    const { send, ctx } = await workspaceClient();
    const { id } = await addUser(ctx);
    const { source } = await addWorld(ctx);
    await createResource(ctx, { kind: "label", state: { key: "team", value: "growth" } });
    const labels = [{ key: "team", value: "growth" }];
    const narrow = { roleId: memberRole, resources: [{ id: ctx.workspace.id, type: "WORKSPACE", labels }] };
    const path = `/users/${id}/permissions`;
    const first = await send("PUT", path, { permissions: [narrow] });
    expect(first.data.permissions).toEqual([{ ...narrow, roleName: "Workspace Member" }]);
    const more = { roleId: sourceAdmin, resources: [{ id: source, type: "SOURCE", labels: [] }] };
    const both = await send("POST", path, { permissions: [more, ...first.data.permissions] });
    expect(both.data.permissions).toEqual([...first.data.permissions, { ...more, roleName: "Source Admin" }]);
    expect((await send("PUT", path, { permissions: null })).data).toEqual({ permissions: [] });
  });

  it("are removed together or not at all, and the last owner stays", async () => {
    const { send, ctx } = await workspaceClient();
    const [one, two] = [await addUser(ctx), await addUser(ctx)];
    const { data } = await send("GET", "/users");
    const owner = data.users.find((user: { id: string }) => ![one.id, two.id].includes(user.id)).id;
    expect((await send("DELETE", `/users?userIds.0=${one.id}&userIds.1=${owner}`)).status).toBe(409);
    expect((await send("PUT", `/users/${owner}/permissions`, { permissions: [] })).status).toBe(409);
    expect((await send("GET", "/users")).data.pagination.totalEntries).toBe(3);
    const gone = await send("DELETE", `/users?userIds%5B0%5D=${one.id}&userIds%5B1%5D=${two.id}&userIds[2]=gone`);
    expect(gone.data).toEqual({ status: "SUCCESS" });
    for (const query of ["?userIds.0=", "?userIds.0=%00", ""]) {
      expect((await send("DELETE", `/users${query}`)).data).toEqual({ status: "SUCCESS" });
    }
    expect((await send("GET", "/users")).data.users).toHaveLength(1);
  });

  it("say which groups they are in, whatever the case of their e-mail", async () => {
    const { send, ctx } = await workspaceClient();
    const { id, email } = await addUser(ctx);
    const permissions = [{ role_id: memberRole, resources: [] }];
    const group = (name: string, members: string[]) =>
      createResource(ctx, { kind: "user_group", state: { name, members, permissions } });
    const mine = await group("Mine", [email.toUpperCase()]);
    await group("Others", ["somebody@example.com"]);
    const { data } = await send("GET", `/users/${id}/groups`);
    expect(data.groups).toEqual([{ id: mine.id, name: "Mine" }]);
  });
});

it("bad grants are refused at their field, and nothing changes", async () => {
  const { send, ctx } = await workspaceClient();
  const stranger = await workspaceClient();
  const theirs = await addWorld(stranger.ctx);
  const { id } = await addUser(ctx);
  const grant = (resource: object, roleId = memberRole) => [{ roleId, resources: [resource] }];
  const whole = { id: ctx.workspace.id, type: "WORKSPACE" };
  const cases: [permissions: unknown, field: string][] = [
    [grant(whole, "nonsense"), "permissions.0.roleId"],
    [grant({ ...whole, id: stranger.ctx.workspace.id }), "permissions.0.resources.0.id"],
    [grant({ id: theirs.source, type: "SOURCE" }), "permissions"],
    [grant({ ...whole, type: "workspace" }), "permissions.0.resources.0.type"],
    [grant({ ...whole, labels: [{ key: "no", value: "label" }] }), "permissions"],
    [[{ roleId: memberRole, labels: [{ key: "a", value: "b" }] }], "permissions.0.labels"],
    [[{ role_id: memberRole }], "permissions.0.roleId"],
    ["owner", "permissions"],
  ];
  for (const [permissions, field] of cases) {
    for (const method of ["PUT", "POST"]) {
      const { status, errors } = await send(method, `/users/${id}/permissions`, { permissions });
      expect([status, errors[0]?.field]).toEqual([422, field]);
    }
  }
  expect((await send("GET", `/users/${id}`)).data.user.permissions).toEqual([]);
});

it("roles that nobody knows may stay where an import brought them", async () => {
  const { send, ctx } = await workspaceClient();
  const permissions = [{ role_id: "2cUnknownRoleOfAnExport0000", resources: [] }];
  const { id } = await createResource(ctx, { kind: "user", state: { email: "imported@example.com", permissions } });
  const shown = (await send("GET", `/users/${id}`)).data.user.permissions;
  const again = await send("PUT", `/users/${id}/permissions`, { permissions: [...shown, everywhere(ctx, memberRole)] });
  expect(again.data.permissions).toHaveLength(2);
});

it("only owners' tokens change who may do what, and none reaches another workspace", async () => {
  const owner = await workspaceClient();
  const { id } = await addUser(owner.ctx);
  const member = await workspaceClient("Workspace Member", owner.ctx);
  const permissions = [everywhere(owner.ctx, ownerRole)];
  const calls: [method: string, path: string, body?: object][] = [
    ["PUT", `/users/${id}/permissions`, { permissions }],
    ["POST", `/users/${id}/permissions`, { permissions }],
    ["DELETE", `/users?userIds.0=${id}`],
  ];
  for (const call of calls) expect((await member.send(...call)).status).toBe(401);
  expect((await member.send("GET", "/users")).status).toBe(200);
  const stranger = await workspaceClient();
  expect((await stranger.send("GET", `/users/${id}`)).status).toBe(404);
  expect((await stranger.send("PUT", `/users/${id}/permissions`, { permissions: [] })).status).toBe(404);
  await stranger.send("DELETE", `/users?userIds.0=${id}`);
  expect(await db.resource.count({ where: { workspaceId: owner.ctx.workspace.id, kind: "user", id } })).toBe(1);
});
