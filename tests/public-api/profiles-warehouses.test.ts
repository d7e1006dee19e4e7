import { expect, it } from "vitest";
import { createResource } from "@/server/domain/resources/create-resource";
import { addUser, db, memberRole, workspaceClient } from "./people";
import { postgres } from "./world";

const path = "/spaces/spa_A.1/profiles-warehouses".replace(".", "-");
const settings = { hostname: "h", password: "s3cret-pass" };

const create = async ({ send }: Pick<Awaited<ReturnType<typeof workspaceClient>>, "send">, body: object = {}) => {
  const { status, data } = await send("POST", path, { metadataId: postgres, settings, ...body });
  expect(status).toBe(201);
  return data.profilesWarehouse;
};

it("a name stands among the settings, a schema is never invented, and the password never shown", async () => {
  const client = await workspaceClient();
  const made = await create(client);
  expect(made).toMatchObject({ enabled: true, schemaName: null, settings: { hostname: "h" }, spaceId: "spa_A-1" });
  expect(Object.keys(made.settings)).toEqual(["hostname"]);
  const own = `${path}/${made.id}`;
  const named = await client.send("PATCH", own, { settings: { name: "Inner", hostname: "h2" } });
  expect(named.data.profilesWarehouse.settings).toEqual({ hostname: "h2", name: "Inner" });
  const outer = await client.send("PATCH", own, { name: "Outer", settings: { name: null, port: 1 } });
  expect(outer.data.profilesWarehouse.settings).toEqual({ hostname: "h2", name: "Outer", port: 1 });
  const masked = await client.send("PATCH", own, { settings: { password: "••••••••••" }, schemaName: "s" });
  expect(masked.data.profilesWarehouse).toMatchObject({ schemaName: "s", settings: { hostname: "h2", port: 1 } });
  const where = { workspaceId: client.ctx.workspace.id, id: made.id };
  expect(await db.resourceSecret.count({ where })).toBe(1);
  expect(JSON.stringify(await db.resource.findMany({ where }))).not.toContain("s3cret");
});

it("they are paged from the provider's first cursor, and an unknown space has none", async () => {
  const client = await workspaceClient();
  const ids = [(await create(client)).id, (await create(client, { name: "II" })).id].sort();
  const first = await client.send("GET", `${path}?pagination[count]=1&pagination[cursor]=MA%3D%3D`);
  const last = await client.send("GET", `${path}?pagination[count]=1&pagination[cursor]=${first.data.pagination.next}`);
  const shown = [...first.data.profilesWarehouses, ...last.data.profilesWarehouses];
  expect(shown.map(({ id }: { id: string }) => id)).toEqual(ids);
  expect(last.data.pagination).not.toHaveProperty("next");
  const none = await client.send("GET", "/spaces/nothing/profiles-warehouses");
  expect(none.data).toEqual({ profilesWarehouses: [], pagination: { current: "MA==", totalEntries: 0 } });
});

it("they are found in their own space and workspace only", async () => {
  const client = await workspaceClient();
  const { id } = await create(client);
  const stranger = await workspaceClient();
  for (const [who, at] of [
    [client, `/spaces/other/profiles-warehouses/${id}`],
    [stranger, `${path}/${id}`],
  ] as const) {
    expect((await who.send("PATCH", at, { enabled: false })).status).toBe(404);
    expect((await who.send("DELETE", at)).data).toEqual({ status: "SUCCESS" });
  }
  expect(await db.resource.count({ where: { workspaceId: client.ctx.workspace.id, id } })).toBe(1);
  expect((await client.send("DELETE", `${path}/${id}`)).data).toEqual({ status: "SUCCESS" });
  expect(await db.resource.count({ where: { workspaceId: client.ctx.workspace.id, id } })).toBe(0);
});

it("bad ones are refused at their field", async () => {
  const { send } = await workspaceClient();
  const cases: [body: object, field: string][] = [
    [{ metadataId: undefined }, "metadataId"],
    [{ settings: "x" }, "settings"],
    [{ enabled: "yes" }, "enabled"],
    [{ spaceId: "x" }, "spaceId"],
    [{ name: 1 }, "name"],
  ];
  for (const [body, field] of cases) {
    const { status, errors } = await send("POST", path, { metadataId: postgres, settings, ...body });
    expect([status, errors[0]?.field]).toEqual([422, field]);
  }
  const odd = await send("POST", "/spaces/a%2Fb/profiles-warehouses", { metadataId: postgres, settings });
  expect([odd.status, odd.errors[0]?.field]).toEqual([422, "spaceId"]);
});

it("spaces are those that profiles warehouses and roles name", async () => {
  const client = await workspaceClient();
  expect((await client.send("GET", "/spaces")).data.spaces).toEqual([]);
  await create(client);
  const resources = [{ id: "spa_B", type: "SPACE", labels: [] }];
  const permissions = [{ role_id: memberRole, resources }];
  await createResource(client.ctx, { kind: "user_group", state: { name: "G", members: [], permissions } });
  await addUser(client.ctx);
  const spaces = [
    { id: "spa_A-1", slug: "spa-a-1", name: "spa_A-1" },
    { id: "spa_B", slug: "spa-b", name: "spa_B" },
  ];
  expect((await client.send("GET", "/spaces")).data).toMatchObject({ spaces, pagination: { totalEntries: 2 } });
  expect((await client.send("GET", "/spaces/spa_B")).data).toEqual({ space: spaces[1] });
  expect((await client.send("GET", "/spaces/spa_C")).status).toBe(404);
  expect((await (await workspaceClient()).send("GET", "/spaces/spa_B")).status).toBe(404);
});

it("roles fit on the one page that the provider reads", async () => {
  const { send } = await workspaceClient("Workspace Member");
  const { roles, pagination } = (await send("GET", "/roles?pagination[count]=200")).data;
  expect(pagination).toEqual({ current: "MA==", totalEntries: roles.length });
  expect(roles).toContainEqual({ id: memberRole, name: "Workspace Member", description: expect.any(String) });
});
