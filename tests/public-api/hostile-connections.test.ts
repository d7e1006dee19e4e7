import { expect, it } from "vitest";
import { productDatabase } from "@/tests/domain/git-sync/world";
import { apiClient } from "./client";
import { addWorld, braze } from "./world";

const { db } = await productDatabase();

const strange = [
  "a%00b",
  "%F0%9F%98%80",
  "..%2F..%2Fetc",
  "a%2Fb",
  "x".repeat(3000),
  "%27%3B--",
  "__proto__",
  "not_found",
];

it("no id, however strange, makes the API fail", async () => {
  const client = await apiClient(db);
  const world = await addWorld(client.ctx);
  const before = await db.resource.count({ where: { workspaceId: client.ctx.workspace.id } });
  for (const id of strange) {
    for (const path of [
      `/sources/${id}`,
      `/sources/${id}/settings`,
      `/destinations/${id}`,
      `/destinations/${id}/subscriptions`,
      `/destinations/${id}/subscriptions/${id}`,
      `/destinations/${world.destination}/subscriptions/${id}`,
      `/destination/${id}/filters`,
      `/destination/${world.destination}/filters/${id}`,
      `/warehouses/${id}`,
      `/warehouses/${id}/connection-state`,
      `/warehouses/${id}/connected-sources`,
      `/tracking-plans/${id}`,
      `/tracking-plans/${id}/rules`,
      `/tracking-plans/${id}/sources`,
    ]) {
      for (const method of ["GET", "PATCH", "DELETE", "PUT", "POST"]) {
        const body = method === "GET" || method === "DELETE" ? undefined : {};
        const { status } = await client.send(method, path, body);
        expect([method, path, status < 500]).toEqual([method, path, true]);
      }
      expect([path, (await client.send("GET", path)).status]).toEqual([path, 404]);
    }
    if (id === "a%00b") continue;
    expect((await client.send("DELETE", `/warehouses/${id}/connected-sources/${id}`)).status).toBe(200);
    expect((await client.send("DELETE", `/tracking-plans/${id}/sources?sourceId=${id}`)).status).toBe(200);
  }
  expect(await db.resource.count({ where: { workspaceId: client.ctx.workspace.id } })).toBe(before);
});

it("no settings, however strange, make the API fail or reach anything but themselves", async () => {
  const client = await apiClient(db);
  const world = await addWorld(client.ctx);
  const text = (settings: string) =>
    `{"sourceId":"${world.source}","metadataId":"${braze}","enabled":true,"settings":${settings}}`;
  for (const settings of [
    '{"__proto__":{"polluted":1},"constructor":{"prototype":{"polluted":1}}}',
    '{"a":"\\u0000"}',
    '{"\\u0000":1}',
    '{"a":"\\ud800"}',
    `{"a":${"[".repeat(500)}${"]".repeat(500)}}`,
    `{"a":1e400}`,
    `{"a":"${"x".repeat(1_100_000)}"}`,
  ]) {
    const { status } = await client.send("POST", "/destinations", text(settings));
    expect([settings.slice(0, 40), status < 500]).toEqual([settings.slice(0, 40), true]);
    const update = `{"settings":${settings}}`;
    const changed = await client.send("PATCH", `/warehouses/${world.warehouse}`, update);
    expect([settings.slice(0, 40), changed.status < 500]).toEqual([settings.slice(0, 40), true]);
  }
  expect(({} as { polluted?: number }).polluted).toBeUndefined();
  expect((await client.send("GET", "/destinations")).status).toBe(200);
});
