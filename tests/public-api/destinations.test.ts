import { describe, expect, it } from "vitest";
import { productDatabase } from "@/tests/domain/git-sync/world";
import { apiClient } from "./client";
import { addWorld, braze } from "./world";

const { db } = await productDatabase();

async function prepared(role?: "Workspace Member") {
  const client = await apiClient(db, role ? { role } : {});
  const world = await addWorld(client.ctx);
  const create = { sourceId: world.source, metadataId: braze, enabled: true, settings: {} };
  return { ...client, world, create };
}

describe("destinations", () => {
  it("have no name unless they are given one, and lose it by null", async () => {
    const { send, create } = await prepared();
    const { data } = await send("POST", "/destinations", create);
    expect(data.destination.name).toBeNull();
    const path = `/destinations/${data.destination.id}`;
    expect((await send("PATCH", path, { name: "Braze" })).data.destination.name).toBe("Braze");
    expect((await send("PATCH", path, { enabled: false })).data.destination).toMatchObject({
      name: "Braze",
      enabled: false,
    });
    expect((await send("PATCH", path, { name: null })).data.destination.name).toBeNull();
  });

  it("show a secret as its mask, and keep it when the mask comes back with another change", async () => {
    const { send, create, ctx } = await prepared();
    const settings = { api_key: "0123456789abcdef", endpoint: "https://rest.example.test" };
    const { data } = await send("POST", "/destinations", { ...create, settings });
    const { id, settings: shown } = data.destination;
    expect(shown).toEqual({ api_key: "••••••••••cdef", endpoint: "https://rest.example.test" });
    const secrets = () => db.resourceSecret.findMany({ where: { workspaceId: ctx.workspace.id } });
    const before = await secrets();
    const changed = await send("PATCH", `/destinations/${id}`, { settings: { ...shown, endpoint: null, more: [1] } });
    expect(changed.data.destination.settings).toEqual({ api_key: "••••••••••cdef", more: [1] });
    expect(await secrets()).toEqual(before);
    expect(before).toHaveLength(1);
  });

  it("are made once by a request that is repeated", async () => {
    const { send, create } = await prepared();
    const [first, again] = [await send("POST", "/destinations", create), await send("POST", "/destinations", create)];
    expect(again.data.destination.id).toBe(first.data.destination.id);
  });

  it("are listed in pages", async () => {
    const { send } = await prepared();
    const first = await send("GET", "/destinations?pagination[count]=1");
    expect(first.data.pagination).toEqual({ current: "MA==", next: "MQ==", totalEntries: 2 });
    const last = await send("GET", "/destinations?pagination.count=1&pagination.cursor=MQ%3D%3D");
    expect(last.data.pagination).not.toHaveProperty("next");
    expect(last.data.destinations[0].id).not.toBe(first.data.destinations[0].id);
  });

  it("are deleted with what belongs to them, and without complaint when they are gone", async () => {
    const { send, world } = await prepared();
    const filter = { sourceId: world.source, title: "f", if: "all", enabled: true, actions: [{ type: "DROP" }] };
    const { data } = await send("POST", `/destination/${world.destination}/filters`, filter);
    const path = `/destination/${world.destination}/filters/${data.filter.id}`;
    expect((await send("GET", path)).status).toBe(200);
    expect((await send("DELETE", `/destinations/${world.destination}`)).data).toEqual({ status: "SUCCESS" });
    expect((await send("DELETE", `/destinations/${world.destination}`)).data).toEqual({ status: "SUCCESS" });
    expect((await send("GET", `/destinations/${world.destination}`)).status).toBe(404);
    expect((await send("DELETE", path)).data).toEqual({ status: "SUCCESS" });
  });

  it("say that nothing was delivered yet", async () => {
    const { send, world } = await prepared();
    const path = `/destinations/${world.destination}/delivery-metrics`;
    const { data } = await send("GET", `${path}?sourceId=${world.source}&granularity=DAY`);
    expect(data.deliveryMetricsSummary).toEqual({
      sourceId: world.source,
      destinationMetadataId: braze,
      metrics: [],
    });
    for (const [query, field] of [
      ["", "sourceId"],
      [`?sourceId=${world.otherSource}`, "sourceId"],
      [`?sourceId=${world.source}&granularity=WEEK`, "granularity"],
      [`?sourceId=${world.source}&startTime=yesterday`, "startTime"],
    ]) {
      const { status, errors } = await send("GET", path + query);
      expect([status, errors[0]?.field]).toEqual([422, field]);
    }
  });

  it("may be changed with the token of a Workspace Member", async () => {
    const { send, create } = await prepared("Workspace Member");
    expect((await send("POST", "/destinations", create)).status).toBe(200);
  });
});

describe("bad input", () => {
  it("is refused at the field that is wrong, and stores nothing", async () => {
    const { send, create, ctx } = await prepared();
    const count = () => db.resource.count({ where: { workspaceId: ctx.workspace.id } });
    const before = await count();
    for (const [body, field] of [
      [{ ...create, colour: "red" }, "colour"],
      [{ ...create, sourceId: undefined }, "sourceId"],
      [{ ...create, sourceId: "unknownSource00000000" }, "sourceId"],
      [{ ...create, metadataId: "000000000000000000000000" }, "metadataId"],
      [{ ...create, metadataId: "a\0b" }, "metadataId"],
      [{ ...create, enabled: "yes" }, "enabled"],
      [{ ...create, settings: [] }, "settings"],
      [{ ...create, name: 5 }, "name"],
    ]) {
      const { status, errors } = await send("POST", "/destinations", body);
      expect([status, errors[0]?.field]).toEqual([422, field]);
    }
    expect(await count()).toBe(before);
  });

  it("never reaches another workspace, not even by naming its source", async () => {
    const { world, create } = await prepared();
    const { send } = await prepared();
    const { status, errors } = await send("POST", "/destinations", create);
    expect([status, errors[0]?.field]).toEqual([422, "sourceId"]);
    const path = `/destinations/${world.destination}`;
    expect((await send("GET", path)).status).toBe(404);
    expect((await send("PATCH", path, { enabled: false })).status).toBe(404);
    expect((await send("GET", `${path}/delivery-metrics?sourceId=${world.source}`)).status).toBe(404);
    expect((await send("GET", `${path}/subscriptions`)).status).toBe(404);
    await send("DELETE", path);
    expect(await db.resource.count({ where: { id: world.destination } })).toBe(1);
  });
});
