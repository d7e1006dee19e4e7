import { describe, expect, it } from "vitest";
import { productDatabase } from "@/tests/domain/git-sync/world";
import { type ApiClient, apiClient } from "./client";

const { db } = await productDatabase();

const web = { slug: "web", enabled: true, metadataId: "IqDTy1TpoU", settings: {}, disconnectAllWarehouses: true };

async function withSource() {
  const client = await apiClient(db);
  const { data } = await client.send("POST", "/sources", web);
  return { ...client, id: data.source.id as string };
}

const changesOf = (client: Pick<ApiClient, "ctx">) =>
  db.changeRecord.findMany({ where: { workspaceId: client.ctx.workspace.id }, orderBy: { seq: "asc" } });

describe("sources", () => {
  it("come to be as the Terraform provider makes them: POST, PATCH of the name, PUT of the labels", async () => {
    const { send, ctx } = await apiClient(db);
    await send("POST", "/labels", { label: { key: "team", value: "growth" } });
    const created = await send("POST", "/sources", web);
    expect(created.status).toBe(201);
    const { id } = created.data.source;
    await send("PATCH", `/sources/${id}`, { name: "Web" });
    const labels = [{ key: "team", value: "growth" }];
    expect((await send("PUT", `/sources/${id}/labels`, { labels })).data).toEqual({ labels });
    const { data } = await send("GET", `/sources/${id}`);
    expect(data.source).toMatchObject({ id, slug: "web", name: "Web", enabled: true, labels, settings: {} });
    expect(data.source.metadata).toMatchObject({ id: "IqDTy1TpoU", slug: "javascript" });
    expect(data.source.writeKeys).toHaveLength(1);
    expect(data.trackingPlanId).toBeNull();
    const labelsInUse = await send("DELETE", "/labels/team/growth");
    expect(labelsInUse.status).toBe(409);
    expect((await changesOf({ ctx })).map(({ verb, actorLabel }) => [verb, actorLabel])).toEqual([
      ["created", "Public API token 'ci'"],
      ["created", "Public API token 'ci'"],
      ["modified", "Public API token 'ci'"],
      ["modified", "Public API token 'ci'"],
    ]);
  });

  it("merge settings on PATCH, and null takes one away", async () => {
    const { send, id } = await withSource();
    await send("PATCH", `/sources/${id}`, { settings: { a: 1, b: [1], c: { d: null } } });
    const { data } = await send("PATCH", `/sources/${id}`, { settings: { b: null, e: "x" } });
    expect(data.source.settings).toEqual({ a: 1, c: { d: null }, e: "x" });
  });

  it("keep a secret whose mask is sent back", async () => {
    const { send } = await apiClient(db);
    const settings = { apiKey: "0123456789abcdef" };
    const { data } = await send("POST", "/sources", { slug: "s", enabled: true, metadataId: "9TYqEh3nMe", settings });
    const { id, settings: shown } = data.source;
    expect(Object.values(shown).join()).toContain("•");
    const before = await db.resourceSecret.findMany({ where: { id } });
    await send("PATCH", `/sources/${id}`, { enabled: false, settings: shown });
    expect(await db.resourceSecret.findMany({ where: { id } })).toEqual(before);
  });

  it("are made once by a request that is sent again, and anew after the first was changed or deleted", async () => {
    const client = await apiClient(db);
    const [first, again] = await Promise.all([
      client.send("POST", "/sources", web),
      client.send("POST", "/sources", web),
    ]);
    expect(again.data.source.id).toBe(first.data.source.id);
    const { id } = first.data.source;
    await client.send("PATCH", `/sources/${id}`, { name: "Changed" });
    expect((await client.send("POST", "/sources", web)).status).toBe(409);
    await client.send("DELETE", `/sources/${id}`);
    const third = await client.send("POST", "/sources", web);
    expect(third.status).toBe(201);
    expect(third.data.source.id).not.toBe(id);
  });

  it("are deleted without complaint when they are gone already", async () => {
    const { send, id } = await withSource();
    expect((await send("DELETE", `/sources/${id}`)).data).toEqual({ status: "SUCCESS" });
    expect((await send("DELETE", `/sources/${id}`)).data).toEqual({ status: "SUCCESS" });
    expect((await send("GET", `/sources/${id}`)).status).toBe(404);
  });

  it("gain and lose write keys", async () => {
    const { send, id } = await withSource();
    const { data } = await send("POST", `/sources/${id}/writekey`);
    expect(data.source.writeKeys).toHaveLength(2);
    await send("DELETE", `/sources/${id}/writekey/${data.source.writeKeys[0]}`);
    expect((await send("GET", `/sources/${id}`)).data.source.writeKeys).toEqual([data.source.writeKeys[1]]);
  });

  it("are listed in pages, and the last page has no `next`", async () => {
    const { send } = await apiClient(db);
    for (const slug of ["a", "b", "c"]) await send("POST", "/sources", { ...web, slug });
    const first = await send("GET", "/sources?pagination[count]=2");
    expect(first.data.sources).toHaveLength(2);
    expect(first.data.pagination).toEqual({ current: "MA==", next: "Mg==", totalEntries: 3 });
    const cursor = encodeURIComponent(first.data.pagination.next);
    const last = await send("GET", `/sources?pagination%5Bcount%5D=2&pagination.cursor=${cursor}`);
    expect(last.data.sources).toHaveLength(1);
    expect(last.data.pagination).toEqual({ current: "Mg==", previous: "MA==", totalEntries: 3 });
  });
});

describe("bad input", () => {
  it("is refused at the field that is wrong, and stores nothing", async () => {
    const { send, ctx } = await apiClient(db);
    const cases: [body: unknown, field: string][] = [
      [{ ...web, colour: "red" }, "colour"],
      [{ ...web, enabled: "yes" }, "enabled"],
      [{ ...web, slug: undefined }, "slug"],
      [{ ...web, slug: "a b" }, "slug"],
      [{ ...web, settings: [1] }, "settings"],
    ];
    for (const [body, field] of cases) {
      const { status, errors } = await send("POST", "/sources", body);
      expect([status, errors[0]?.field]).toEqual([422, field]);
    }
    expect((await send("POST", "/sources", "{")).status).toBe(422);
    expect((await send("POST", "/sources", "[]")).status).toBe(422);
    expect((await send("POST", "/sources", "x".repeat(9_000_000))).status).toBe(413);
    expect(await changesOf({ ctx })).toEqual([]);
  });

  it("never reaches another workspace", async () => {
    const { id } = await withSource();
    const other = await apiClient(db);
    expect((await other.send("GET", `/sources/${id}`)).status).toBe(404);
    expect((await other.send("PATCH", `/sources/${id}`, { name: "x" })).status).toBe(404);
    await other.send("DELETE", `/sources/${id}`);
    expect(await db.resource.count({ where: { kind: "source", id } })).toBe(1);
  });
});
