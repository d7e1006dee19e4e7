import { describe, expect, it } from "vitest";
import { productDatabase } from "@/tests/domain/git-sync/world";
import { apiClient } from "./client";
import { addWorld } from "./world";

const { db } = await productDatabase();

const drop = { type: "DROP" };

async function prepared() {
  const client = await apiClient(db);
  const world = await addWorld(client.ctx);
  const all = `/destination/${world.destination}/filters`;
  const filter = { sourceId: world.source, title: "No tests", if: "event = 'Test'", enabled: true, actions: [drop] };
  return { ...client, world, all, filter };
}

const preview = async (filter: object, payload: unknown) => {
  const { send } = await apiClient(db);
  return send("POST", "/destination/filters/preview", { filter, payload });
};

describe("filters", () => {
  it("are made, listed and changed below a singular path, with empty parts null", async () => {
    const { send, all, filter, world } = await prepared();
    const { data } = await send("POST", all, { ...filter, description: "" });
    const made = data.filter;
    expect(made).toMatchObject({
      ...filter,
      destinationId: world.destination,
      description: null,
      actions: [{ type: "DROP", fields: null, percent: null, path: null }],
    });
    expect((await send("GET", all)).data.filters).toEqual([made]);
    const path = `${all}/${made.id}`;
    const described = await send("PATCH", path, { description: "why" });
    expect(described.data.filter).toMatchObject({ description: "why", title: "No tests", actions: made.actions });
    expect((await send("PATCH", path, { description: null })).data.filter.description).toBeNull();
    const sample = { type: "SAMPLE", percent: 0.123456, path: "userId" };
    const changed = await send("PATCH", path, { actions: [sample], if: "all" });
    expect(changed.data.filter).toMatchObject({ actions: [{ ...sample, fields: null }], if: "all" });
    expect((await send("DELETE", path)).data).toEqual({ status: "SUCCESS" });
    expect((await send("DELETE", path)).data).toEqual({ status: "SUCCESS" });
  });

  it("stay below their own destination and workspace", async () => {
    const { send, all, filter, world } = await prepared();
    const { data } = await send("POST", all, filter);
    const { id } = data.filter;
    expect((await send("GET", `/destination/${world.modelDestination}/filters/${id}`)).status).toBe(404);
    const other = await prepared();
    expect((await other.send("GET", `${all}/${id}`)).status).toBe(404);
    expect((await other.send("PATCH", `${all}/${id}`, { enabled: false })).status).toBe(404);
    expect((await other.send("POST", all, filter)).status).toBe(404);
    expect((await other.send("GET", all)).status).toBe(404);
    await other.send("DELETE", `${all}/${id}`);
    expect((await send("GET", `${all}/${id}`)).status).toBe(200);
  });

  it("that are bad are refused at the field that is wrong, and nothing is stored", async () => {
    const { send, all, filter, world } = await prepared();
    const other = await prepared();
    for (const [body, field] of [
      [{ ...filter, actions: [] }, "actions"],
      [{ ...filter, actions: [drop, drop] }, "actions.1"],
      [{ ...filter, actions: [{ type: "drop" }] }, "actions.0.type"],
      [{ ...filter, actions: [{ type: "NOTHING" }] }, "actions.0.type"],
      [{ ...filter, actions: [{ type: "DROP", percent: 0.5 }] }, "actions.0.percent"],
      [{ ...filter, actions: [{ type: "SAMPLE", percent: 2 }] }, "actions.0.percent"],
      [{ ...filter, actions: [{ type: "SAMPLE", percent: 1 / 3 }] }, "actions.0.percent"],
      [{ ...filter, actions: [{ type: "SAMPLE", percent: 0.5, fields: {} }] }, "actions.0.fields"],
      [{ ...filter, actions: [{ type: "DROP_PROPERTIES" }] }, "actions.0.fields"],
      [{ ...filter, if: "" }, "if"],
      [{ ...filter, if: "event is x" }, "if"],
      [{ ...filter, title: undefined }, "title"],
      [{ ...filter, sourceId: other.world.source }, "sourceId"],
      [{ ...filter, destinationId: world.destination }, "destinationId"],
    ]) {
      const { status, errors } = await send("POST", all, body);
      expect([status, errors[0]?.field]).toEqual([422, field]);
    }
    expect((await send("GET", all)).data).toEqual({ filters: [], pagination: { current: "MA==", totalEntries: 0 } });
  });
});

describe("a preview", () => {
  const payload = { type: "track", userId: "u", properties: { a: 1, b: 2 }, context: { ip: "192.0.2.1" } };

  it("shows what is left of an event", async () => {
    const fields = { properties: ["a"] };
    const { data } = await preview({ if: "type = 'track'", actions: [{ type: "DROP_PROPERTIES", fields }] }, payload);
    expect(data).toEqual({ inputPayload: payload, result: { ...payload, properties: { b: 2 } } });
    expect((await preview({ if: "all", actions: [drop] }, payload)).data.result).toBeNull();
    expect((await preview({ if: "type = 'page'", actions: [drop] }, payload)).data.result).toEqual(payload);
  });

  it("refuses what is no FQL, no filter or no event", async () => {
    const deep = JSON.parse(`${'{"a":'.repeat(200)}1${"}".repeat(200)}`);
    for (const [filter, event, field] of [
      [{ if: "type = ", actions: [drop] }, payload, "filter.if"],
      [{ if: "nope(type)", actions: [drop] }, payload, "filter.if"],
      [{ if: "all", actions: [] }, payload, "filter.actions"],
      [{ if: "all", actions: [{ type: "DROP", path: "x" }] }, payload, "filter.actions.0.path"],
      [{ if: "all" }, payload, "filter.actions"],
      [{ if: "all", actions: [drop] }, "text", "payload"],
      [{ if: "all", actions: [drop] }, deep, "payload"],
      [{ if: "all", actions: [drop] }, { a: "x".repeat(600_000) }, "payload"],
    ] as const) {
      const { status, errors } = await preview(filter, event);
      expect([status, errors[0]?.field]).toEqual([422, field]);
    }
  });
});
