import { expect, it } from "vitest";
import { productDatabase } from "@/tests/domain/git-sync/world";
import { apiClient } from "./client";
import { addWorld } from "./world";

const { db } = await productDatabase();

const sensitive = { name: "apiKey", label: "", description: "", type: "STRING", required: true, sensitive: true };

async function withFunction() {
  const client = await apiClient(db);
  const world = await addWorld(client.ctx);
  const fn = { displayName: "Fn", resourceType: "INSERT_DESTINATION", code: "x", settings: [sensitive] };
  const functionId: string = (await client.send("POST", "/functions", fn)).data.function.id;
  const given = { functionId, integrationId: world.destination, name: "I", enabled: true, settings: {} };
  const create = async (body: object) =>
    (await client.send("POST", "/insert-function-instances", { ...given, ...body })).data.insertFunctionInstance;
  return { ...client, world, functionId, given, create };
}

it("an instance says its function as it was told, with and without the prefix", async () => {
  const { send, functionId, create } = await withFunction();
  const bare = functionId.replace("ifnd_", "");
  const [first, second] = [await create({ functionId: bare }), await create({ name: "II" })];
  expect([first.classId, second.classId]).toEqual([bare, functionId]);
  for (const spelt of [bare, functionId]) {
    const { data } = await send("GET", `/insert-function-instances?functionId=${spelt}`);
    expect(data.instances.map(({ id }: { id: string }) => id)).toEqual([first.id, second.id].sort());
  }
  expect((await send("GET", "/insert-function-instances")).data.pagination.totalEntries).toBe(2);
  expect((await send("GET", "/insert-function-instances?functionId=nothing")).status).toBe(404);
});

it("settings are merged, masked where the function says so, and a mask sent back changes nothing", async () => {
  const { send, create } = await withFunction();
  const made = await create({ settings: { apiKey: "0123456789abcdef", region: "eu", gone: null } });
  expect(made.settings).toEqual({ apiKey: "••••••••••cdef", region: "eu" });
  const path = `/insert-function-instances/${made.id}`;
  const stored = await db.resourceSecret.findMany({ where: { id: made.id } });
  const { data } = await send("PATCH", path, { settings: { ...made.settings, region: null, zone: "a" } });
  expect(data.insertFunctionInstance.settings).toEqual({ apiKey: "••••••••••cdef", zone: "a" });
  expect(await db.resourceSecret.findMany({ where: { id: made.id } })).toEqual(stored);
  expect(data.insertFunctionInstance).toMatchObject({ name: "I", enabled: true, encryptedSettings: {} });
});

it("bad instances are refused at their field", async () => {
  const { send, given, world } = await withFunction();
  const stranger = await withFunction();
  const cases: [body: object, field: string][] = [
    [{ functionId: "ifnd_000000000000000000000000" }, "functionId"],
    [{ functionId: stranger.functionId }, "functionId"],
    [{ functionId: "../x" }, "functionId"],
    [{ integrationId: stranger.world.destination }, "integrationId"],
    [{ integrationId: world.plan }, "integrationId"],
    [{ settings: [] }, "settings"],
    [{ enabled: "true" }, "enabled"],
    [{ name: "" }, "name"],
  ];
  for (const [body, field] of cases) {
    const { status, errors } = await send("POST", "/insert-function-instances", { ...given, ...body });
    expect([status, errors[0]?.field]).toEqual([422, field]);
  }
  const own = await stranger.create({});
  for (const [method, body] of [["GET"], ["PATCH", { name: "x" }]] as const) {
    expect((await send(method, `/insert-function-instances/${own.id}`, body)).status).toBe(404);
  }
});
