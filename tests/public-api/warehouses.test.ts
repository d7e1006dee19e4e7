import { describe, expect, it } from "vitest";
import { productDatabase } from "@/tests/domain/git-sync/world";
import { apiClient } from "./client";
import { addWorld, postgres } from "./world";

const { db, url } = await productDatabase();

const snowflake = "CCIl4HLQPz";
const bigQuery = "kwX50Df0hr";
const databricks = "75JTYATfQJSmDmcuLotsz5";
const azure = "WcjBCzUGff";

async function prepared() {
  const client = await apiClient(db);
  return { ...client, world: await addWorld(client.ctx) };
}

/** Settings of the tests' own database, which is a real one. */
function reachable() {
  const { hostname, port, username, password, pathname } = new URL(url);
  return { hostname, port, username, password: decodeURIComponent(password) || "any", database: pathname.slice(1) };
}

describe("warehouses", () => {
  it("show their name among the settings and never their password, which stays", async () => {
    const { send, ctx } = await prepared();
    const settings = { hostname: "db.example.test", password: "first-pass", port: "5432" };
    const { data, status } = await send("POST", "/warehouses", { metadataId: postgres, name: "PG", settings });
    expect(status).toBe(201);
    const { id } = data.warehouse;
    expect(data.warehouse).toMatchObject({ enabled: true, workspaceId: ctx.workspace.id });
    expect(data.warehouse.settings).toEqual({ hostname: "db.example.test", port: "5432", name: "PG" });
    const passwords = () => db.resourceSecret.findMany({ where: { id } });
    const before = await passwords();
    await send("PATCH", `/warehouses/${id}`, { settings: { port: null, name: null }, name: "PG 2" });
    expect(await passwords()).toEqual(before);
    const shown = (await send("GET", `/warehouses/${id}`)).data.warehouse;
    expect(shown.settings).toEqual({ hostname: "db.example.test", name: "PG 2" });
    await send("PATCH", `/warehouses/${id}`, { settings: { password: "other" } });
    expect(await passwords()).not.toEqual(before);
  });

  it("take their name from the settings where it stands nowhere else, and lose it by null", async () => {
    const { send, world } = await prepared();
    const named = await send("POST", "/warehouses", { metadataId: postgres, settings: { name: "In settings" } });
    expect(named.data.warehouse.settings).toEqual({ name: "In settings" });
    const path = `/warehouses/${world.warehouse}`;
    expect((await send("PATCH", path, { enabled: false })).data.warehouse.settings.name).toBe("PG");
    const renamed = await send("PATCH", path, { settings: { name: "Renamed" } });
    expect(renamed.data.warehouse).toMatchObject({ enabled: false, settings: { name: "Renamed" } });
    const unnamed = await send("PATCH", path, { name: null, settings: { name: "x" } });
    expect(unnamed.data.warehouse.settings).not.toHaveProperty("name");
  });

  it("are made disabled where the client says so, and once by a repeated request", async () => {
    const { send } = await prepared();
    const body = { metadataId: snowflake, enabled: false, settings: {}, disconnectAllSources: true };
    const [first, again] = [await send("POST", "/warehouses", body), await send("POST", "/warehouses", body)];
    expect(first.data.warehouse.enabled).toBe(false);
    expect(again.data.warehouse.id).toBe(first.data.warehouse.id);
  });

  it("are connected with a source once, however often it is said", async () => {
    const { send, world } = await prepared();
    const path = `/warehouses/${world.warehouse}/connected-sources`;
    for (const _ of [1, 2]) {
      const { status, data } = await send("POST", `${path}/${world.source}`);
      expect([status, data]).toEqual([201, { status: "CONNECTED" }]);
    }
    const { data } = await send("GET", path);
    expect(data.sources.map(({ id }: { id: string }) => id)).toEqual([world.source]);
    expect(data.pagination).toEqual({ current: "MA==", totalEntries: 1 });
    for (const _ of [1, 2]) {
      expect((await send("DELETE", `${path}/${world.source}`)).data).toEqual({ status: "SUCCESS" });
    }
    expect((await send("GET", path)).data.sources).toEqual([]);
    expect((await send("DELETE", "/warehouses/not_found/connected-sources/not_found")).status).toBe(200);
  });

  it("of another workspace are not there", async () => {
    const { world } = await prepared();
    const own = await prepared();
    const path = `/warehouses/${world.warehouse}`;
    expect((await own.send("GET", path)).status).toBe(404);
    expect((await own.send("PATCH", path, { enabled: false })).status).toBe(404);
    expect((await own.send("GET", `${path}/connection-state`)).status).toBe(404);
    expect((await own.send("GET", `${path}/connected-sources`)).status).toBe(404);
    expect((await own.send("POST", `${path}/connected-sources/${own.world.source}`)).status).toBe(404);
    const theirs = `/warehouses/${own.world.warehouse}/connected-sources/${world.source}`;
    expect((await own.send("POST", theirs)).status).toBe(404);
    await own.send("DELETE", path);
    expect(await db.resource.count({ where: { id: world.warehouse } })).toBe(1);
  });

  it("are refused at the field that is wrong", async () => {
    const { send } = await prepared();
    for (const [body, field] of [
      [{ metadataId: "nothing", settings: {} }, "metadataId"],
      [{ settings: {} }, "metadataId"],
      [{ metadataId: postgres }, "settings"],
      [{ metadataId: postgres, settings: [] }, "settings"],
      [{ metadataId: postgres, settings: {}, name: 5 }, "name"],
      [{ metadataId: postgres, settings: { name: 5 } }, "name"],
      [{ metadataId: postgres, settings: {}, port: 1 }, "port"],
    ]) {
      const { status, errors } = await send("POST", "/warehouses", body);
      expect([status, errors[0]?.field]).toEqual([422, field]);
    }
  });
});

describe("connections to warehouses", () => {
  const validate = async (metadataId: string, settings: object) => {
    const { send } = await apiClient(db);
    return send("POST", "/warehouses/validation", { metadataId, settings });
  };

  it("are tried for real, with settings that are given or stored", async () => {
    expect((await validate(postgres, reachable())).data).toEqual({ status: "CONNECTED" });
    const { send } = await prepared();
    const { data } = await send("POST", "/warehouses", { metadataId: postgres, settings: reachable() });
    const state = await send("GET", `/warehouses/${data.warehouse.id}/connection-state`);
    expect(state.data).toEqual({ connectionState: "CONNECTED" });
  });

  it("fail where nothing answers, and where settings are missing from a stored warehouse", async () => {
    const closed = { ...reachable(), port: 1 };
    expect((await validate("aea3c55dsz", closed)).data).toEqual({ status: "FAILED" });
    const { send, world } = await prepared();
    const state = await send("GET", `/warehouses/${world.warehouse}/connection-state`);
    expect(state.data).toEqual({ connectionState: "FAILED" });
  });

  it("fail for services whose settings cannot be used, without asking anybody", async () => {
    for (const [type, settings] of [
      [snowflake, { account: "evil.com/#", username: "u", "private-key": "k" }],
      [bigQuery, { "gc-project": "acme-analytics", credentials: "no key file" }],
      [databricks, { hostname: "evil.com", httpPath: "/sql/1.0/warehouses/a", oauthClientSecret: "s" }],
    ] as const)
      expect((await validate(type, settings)).data, type).toEqual({ status: "FAILED" });
  });

  it("are not tried without what is needed, nor to what cannot be tried yet, and no answer holds the password", async () => {
    const missing = await validate(postgres, { hostname: "h", password: "••••••••••1234" });
    expect(missing.status).toBe(422);
    expect(missing.errors.map(({ field }) => field)).toEqual([
      "settings.database",
      "settings.password",
      "settings.port",
      "settings.username",
    ]);
    expect((await validate("nothing", {})).errors[0]?.field).toBe("metadataId");
    const other = await validate(azure, { password: "do-not-show" });
    expect(other.status).toBe(422);
    expect(other.errors[0]?.message).toMatch(/Azure .*cannot be tried yet/);
    expect(JSON.stringify([missing, other])).not.toContain("do-not-show");
  });
});
