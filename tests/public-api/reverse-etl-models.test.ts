import { expect, it } from "vitest";
import { productDatabase } from "@/tests/domain/git-sync/world";
import { apiClient } from "./client";
import { addWorld } from "./world";

const { db } = await productDatabase();

async function withSource() {
  const client = await apiClient(db);
  const world = await addWorld(client.ctx);
  const model = { name: "M", description: "", enabled: true, query: "SELECT 1", queryIdentifierColumn: "id" };
  const plain = { ...model, sourceId: world.source };
  const create = (body: object) => client.send("POST", "/reverse-etl-models", { ...plain, ...body });
  return { ...client, world, plain, create };
}

it("a model always has a schedule, which older clients give and nobody else minds", async () => {
  const { send, create } = await withSource();
  const plain = (await create({})).data.reverseEtlModel;
  expect(plain).toMatchObject({ scheduleStrategy: "MANUAL", scheduleConfig: {}, description: "" });
  const schedule = { scheduleStrategy: "PERIODIC", scheduleConfig: { interval: "60m" } };
  const { status, data } = await create({ name: "Other", ...schedule });
  expect(status).toBe(201);
  expect(data.reverseEtlModel).toMatchObject(schedule);
  const path = `/reverse-etl-models/${data.reverseEtlModel.id}`;
  const renamed = await send("PATCH", path, { name: "Renamed" });
  expect(renamed.data.reverseEtlModel).toMatchObject({ ...schedule, name: "Renamed" });
  const manual = await send("PATCH", path, { scheduleStrategy: "manual", scheduleConfig: {} });
  expect(manual.data.reverseEtlModel).toMatchObject({ scheduleStrategy: "MANUAL", scheduleConfig: {} });
  expect((await send("GET", "/reverse-etl-models?pagination[count]=2")).data.pagination).toMatchObject({
    next: "Mg==",
    totalEntries: 3,
  });
});

it("bad models and schedules are refused at their field, and nothing is stored", async () => {
  const { send, create, world, ctx } = await withSource();
  const stranger = await withSource();
  const interval = (text: string) => ({ scheduleStrategy: "PERIODIC", scheduleConfig: { interval: text } });
  const cases: [body: object, field: string][] = [
    [{ sourceId: stranger.world.source }, "sourceId"],
    [{ sourceId: world.plan }, "sourceId"],
    [{ query: "SELECT 1;" }, "query"],
    [{ queryIdentifierColumn: "x".repeat(192) }, "queryIdentifierColumn"],
    [{ enabled: 1 }, "enabled"],
    [interval("5m"), "scheduleConfig"],
    [{ scheduleStrategy: "PERIODIC" }, "scheduleConfig"],
    [{ scheduleStrategy: "MANUAL", scheduleConfig: { interval: "1h" } }, "scheduleConfig"],
    [{ scheduleStrategy: "HOURLY" }, "scheduleStrategy"],
    [{ scheduleConfig: "1h" }, "scheduleConfig"],
  ];
  for (const [body, field] of cases) {
    const { status, errors } = await create(body);
    expect([status, errors[0]?.field]).toEqual([422, field]);
  }
  const path = `/reverse-etl-models/${world.model}`;
  expect((await send("PATCH", path, { name: "new", ...interval("1m") })).status).toBe(422);
  expect((await send("PATCH", path, { sourceId: world.source })).errors[0]?.field).toBe("sourceId");
  expect((await send("GET", path)).data.reverseEtlModel).toMatchObject({ name: "m", scheduleStrategy: "MANUAL" });
  const where = { workspaceId: ctx.workspace.id, kind: "reverse_etl_model" };
  expect(await db.resource.count({ where })).toBe(1);
  expect((await stranger.send("GET", path)).status).toBe(404);
  expect((await stranger.send("PATCH", path, { name: "x" })).status).toBe(404);
});
