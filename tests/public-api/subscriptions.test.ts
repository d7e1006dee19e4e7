import { describe, expect, it } from "vitest";
import { productDatabase } from "@/tests/domain/git-sync/world";
import { apiClient } from "./client";
import { addWorld } from "./world";

const { db } = await productDatabase();

const mapping = {
  name: "Rows",
  actionId: "2P24zUSAL8BUpyGYNGmD7M",
  trigger: "event = 'new'",
  enabled: true,
  settings: { b: { "@path": "$.x" }, a: null },
};

async function prepared() {
  const client = await apiClient(db);
  const world = await addWorld(client.ctx);
  const all = `/destinations/${world.modelDestination}/subscriptions`;
  const add = async (more: object = {}) =>
    (await client.send("POST", all, { ...mapping, modelId: world.model, ...more })).data.destinationSubscription;
  const schedule = async (id: string, reverseETLSchedule: unknown) =>
    client.send("PATCH", `${all}/${id}`, { input: { reverseETLSchedule } });
  return { ...client, world, all, add, schedule };
}

describe("mappings", () => {
  it("come back as they were given; a model's runs by hand until it has a schedule", async () => {
    const { add, send, all, world } = await prepared();
    const made = await add();
    expect(made).toEqual({
      ...mapping,
      id: made.id,
      actionSlug: "updateUserProfile",
      destinationId: world.modelDestination,
      modelId: world.model,
      reverseETLSchedule: { strategy: "MANUAL", config: null },
    });
    expect((await send("GET", `${all}/${made.id}`)).data.subscription).toEqual(made);
    expect((await send("GET", all)).data.subscriptions).toEqual([made]);
  });

  it("have neither model nor schedule when they run on events", async () => {
    const { add } = await prepared();
    expect(await add({ modelId: undefined })).toMatchObject({ modelId: null, reverseETLSchedule: null });
    expect(await add({ modelId: "", name: "Other" })).toMatchObject({ modelId: null, reverseETLSchedule: null });
  });

  it("keep a schedule to the letter, with its strategy in capitals", async () => {
    const { add, schedule } = await prepared();
    const { id } = await add();
    for (const [strategy, config] of [
      ["periodic", { interval: "60m" }],
      ["Specific_Days", { days: [5, 1], hours: [23, 0], timezone: "Europe/Berlin" }],
      ["CRON", { spec: "0 */6 * * *", timezone: "" }],
      ["dbt_cloud", { jobId: "70403", accountId: "24" }],
    ] as const) {
      const { data } = await schedule(id, { strategy, config });
      expect(data.subscription.reverseETLSchedule).toEqual({ strategy: strategy.toUpperCase(), config });
    }
  });

  it("lose the configuration of a schedule that becomes manual, and keep a schedule that is not given", async () => {
    const { add, schedule, send, all } = await prepared();
    const { id } = await add();
    await schedule(id, { strategy: "PERIODIC", config: { interval: "1h" } });
    const kept = await send("PATCH", `${all}/${id}`, { input: { enabled: false } });
    expect(kept.data.subscription).toMatchObject({
      enabled: false,
      name: "Rows",
      reverseETLSchedule: { strategy: "PERIODIC", config: { interval: "1h" } },
    });
    const manual = await schedule(id, { strategy: "MANUAL" });
    expect(manual.data.subscription.reverseETLSchedule).toEqual({ strategy: "MANUAL", config: null });
    expect((await schedule(id, { strategy: "manual", config: {} })).status).toBe(200);
  });

  it("replace their settings whole", async () => {
    const { add, send, all } = await prepared();
    const { data } = await send("PATCH", `${all}/${(await add()).id}`, { input: { settings: { c: 1 } } });
    expect(data.subscription.settings).toEqual({ c: 1 });
  });

  it("wait for dbt Cloud in at most five places", async () => {
    const { add, schedule, send, all } = await prepared();
    const dbtCloud = { strategy: "DBT_CLOUD", config: { jobId: "1", accountId: "2" } };
    for (const name of ["a", "b", "c", "d", "e"]) {
      expect((await schedule((await add({ name })).id, dbtCloud)).status).toBe(200);
    }
    const sixth = await add({ name: "f" });
    const { status, errors } = await schedule(sixth.id, dbtCloud);
    expect([status, errors[0]?.field]).toEqual([422, "input.reverseETLSchedule.strategy"]);
    expect((await send("POST", all, { ...mapping, reverseETLSchedule: dbtCloud })).status).toBe(422);
    const [first] = (await send("GET", all)).data.subscriptions;
    expect((await send("PATCH", `${all}/${first.id}`, { input: { name: "renamed" } })).status).toBe(200);
  });

  it("are deleted without complaint when they are gone, and only below their own destination", async () => {
    const { add, send, all, world } = await prepared();
    const { id } = await add();
    const elsewhere = `/destinations/${world.destination}/subscriptions/${id}`;
    expect((await send("GET", elsewhere)).status).toBe(404);
    expect((await send("PATCH", elsewhere, { input: { name: "x" } })).status).toBe(404);
    expect((await send("DELETE", elsewhere)).status).toBe(200);
    expect((await send("GET", `${all}/${id}`)).status).toBe(200);
    expect((await send("DELETE", `${all}/${id}`)).data).toEqual({ status: "SUCCESS" });
    expect((await send("DELETE", `${all}/${id}`)).data).toEqual({ status: "SUCCESS" });
  });
});

describe("bad input", () => {
  it("in a schedule is refused and changes nothing", async () => {
    const { add, schedule, send, all } = await prepared();
    const made = await add();
    for (const [bad, part] of [
      [{ strategy: "HOURLY", config: {} }, "strategy"],
      [{ strategy: "MANUAL", config: { interval: "1h" } }, "config"],
      [{ strategy: "PERIODIC" }, "config"],
      [{ strategy: "PERIODIC", config: { interval: "1m" } }, "config"],
      [{ strategy: "PERIODIC", config: { interval: "1h", more: 1 } }, "config"],
      [{ strategy: "SPECIFIC_DAYS", config: { days: [7], hours: [0], timezone: "UTC" } }, "config"],
      [{ strategy: "CRON", config: { spec: "* * * *" } }, "config"],
      [{ strategy: "CRON", config: { spec: "*/10 * * * *" } }, "config"],
      [{ strategy: "DBT_CLOUD", config: { jobId: 1, accountId: 2 } }, "config"],
    ] as const) {
      const { status, errors } = await schedule(made.id, bad);
      expect([status, errors[0]?.field]).toEqual([422, `input.reverseETLSchedule.${part}`]);
    }
    expect((await send("GET", `${all}/${made.id}`)).data.subscription).toEqual(made);
  });

  it("is refused at the field that is wrong, and stores nothing", async () => {
    const { send, all, add, world } = await prepared();
    const other = await prepared();
    for (const [body, field] of [
      [{ ...mapping, colour: 1 }, "colour"],
      [{ ...mapping, trigger: undefined }, "trigger"],
      [{ ...mapping, trigger: "event is new" }, "trigger"],
      [{ ...mapping, name: "" }, "name"],
      [{ ...mapping, modelId: "unknownModel000000000" }, "modelId"],
      [{ ...mapping, modelId: other.world.model }, "modelId"],
      [{ ...mapping, settings: "{}" }, "settings"],
    ]) {
      const { status, errors } = await send("POST", all, body);
      expect([status, errors[0]?.field]).toEqual([422, field]);
    }
    expect((await send("GET", all)).data.subscriptions).toEqual([]);
    expect((await send("POST", "/destinations/nothing/subscriptions", mapping)).status).toBe(404);
    expect((await send("POST", other.all, mapping)).status).toBe(404);
    const { id } = await add({ modelId: undefined });
    for (const [input, field] of [
      [{ reverseETLModelId: world.model }, "input.reverseETLModelId"],
      [{ actionId: "x" }, "input.actionId"],
      [{ enabled: 1 }, "input.enabled"],
      [{ trigger: 'event = "new' }, "input.trigger"],
    ]) {
      const { status, errors } = await send("PATCH", `${all}/${id}`, { input });
      expect(status).toBe(422);
      expect(errors.map((error) => error.field)).toContain(field);
    }
    expect((await send("PATCH", `${all}/${id}`, { name: "not wrapped" })).status).toBe(422);
  });
});
