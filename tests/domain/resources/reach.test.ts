import fc from "fast-check";
import { beforeAll, describe, expect, it } from "vitest";
import type { Ctx } from "@/server/core/ctx";
import { type KindName, kindNames } from "@/server/core/kinds/types";
import { type Grant, memberRoleId, ownerRoleId, rolePermissions } from "@/server/core/permissions";
import { countResources } from "@/server/domain/resources/count-resources";
import { createResource } from "@/server/domain/resources/create-resource";
import { getResource } from "@/server/domain/resources/get-resource";
import { listChanges } from "@/server/domain/resources/list-changes";
import { listFilterValues } from "@/server/domain/resources/list-filter-values";
import { listHistory } from "@/server/domain/resources/list-history";
import { listRecentChanges } from "@/server/domain/resources/list-recent-changes";
import { listRows } from "@/server/domain/resources/list-rows";
import { listUsages } from "@/server/domain/resources/list-usages";
import { removeResource } from "@/server/domain/resources/remove-resource";
import { ListResources } from "@/server/domain/resources/schema";
import { searchResources } from "@/server/domain/resources/search-resources";
import { updateResource } from "@/server/domain/resources/update-resource";
import { type FreshWorkspace, freshWorkspace, testDatabase } from "@/tests/support/database";
import { addFamily, type Family } from "./family";

const { db } = await testDatabase();
let workspace: FreshWorkspace;
let web: Family;
let shop: Family;

beforeAll(async () => {
  workspace = await freshWorkspace(db);
  const { ctx } = workspace;
  await createResource(ctx, { kind: "label", state: { key: "env", value: "prod" } });
  web = await addFamily(ctx, "Web");
  shop = await addFamily(ctx, "Shop");
  const permissions = [
    { role_id: memberRoleId, resources: [{ id: web.source, type: "SOURCE", labels: [] }] },
    { role_id: ownerRoleId, resources: [{ id: shop.function, type: "FUNCTION", labels: [] }] },
  ];
  await createResource(ctx, { kind: "user", state: { email: "someone@example.com", permissions } });
});

const all = () => workspace.ctx;
const list = (ctx: Ctx, input: Partial<ListResources> & { kind: KindName }) =>
  listRows(ctx, ListResources.parse({ limit: 200, ...input }));
const keyOf = ({ kind, id }: { kind: string; id: string }) => `${kind} ${id}`;

async function everything(): Promise<{ kind: KindName; id: string }[]> {
  const lists = await Promise.all(
    kindNames.map(async (kind) => (await list(all(), { kind })).items.map(({ id }) => ({ kind, id }))),
  );
  return lists.flat();
}

async function mayOpen(ctx: Ctx, ref: { kind: KindName; id: string }): Promise<boolean> {
  try {
    await getResource(ctx, ref);
    return true;
  } catch (error) {
    expect(error).toMatchObject({ code: "forbidden" });
    return false;
  }
}

const grant = fc.record({
  role: fc.constantFrom(...Object.keys(rolePermissions), "made up"),
  scope: fc
    .tuple(
      fc.constantFrom("source" as const, "warehouse" as const, "function" as const),
      fc.constantFrom("web", "shop", "nobody's"),
    )
    .map(([kind, whose]) => ({ kind, id: whose === "web" ? web[kind] : whose === "shop" ? shop[kind] : "none" })),
});

describe("whatever single resources somebody's roles name", () => {
  it("lists, counts, searches and changes show exactly what they may open", async () => {
    const there = await everything();
    await fc.assert(
      fc.asyncProperty(fc.array(grant, { maxLength: 4 }), async (grants: Grant[]) => {
        const ctx: Ctx = { ...workspace.nobody, access: { grants } };
        const open = await Promise.all(there.map((ref) => mayOpen(ctx, ref)));
        const mine = there.filter((_, index) => open[index]).map(keyOf);
        if (!grants.some(({ role }) => role in rolePermissions)) {
          expect(mine).toEqual([]);
          await expect(list(ctx, { kind: "source" })).rejects.toMatchObject({ code: "forbidden" });
          return;
        }
        const lists = await Promise.all(kindNames.map(async (kind) => ({ kind, page: await list(ctx, { kind }) })));
        expect(lists.flatMap(({ kind, page }) => page.items.map(({ id }) => keyOf({ kind, id }))).sort()).toEqual(
          [...mine].sort(),
        );
        const counts: { [kind: string]: number } = await countResources(ctx);
        for (const { kind, page } of lists) expect([kind, counts[kind] ?? 0]).toEqual([kind, page.total]);
        const found = await searchResources(ctx, { query: "", limit: 50 });
        expect(found.map(keyOf).sort()).toEqual([...mine].sort());
        const changed = (await listRecentChanges(ctx, 50)).map(keyOf);
        expect([...new Set(changed)].sort()).toEqual(mine.filter((key) => changed.includes(key)).sort());
      }),
      { numRuns: 40 },
    );
  });
});

describe("somebody with a role for one source", () => {
  const admin = () => workspace.as("Source Admin", { kind: "source", id: web.source });

  it("sees it and what hangs on it, a mapping through its destination too", async () => {
    const seen = async (kind: KindName) => (await list(admin(), { kind })).items.map(({ id }) => id);
    expect(await seen("source")).toEqual([web.source]);
    expect(await seen("destination")).toEqual([web.destination]);
    expect(await seen("destination_subscription")).toEqual([web.mapping]);
    expect(await seen("destination_filter")).toEqual([web.filter]);
    expect(await seen("warehouse")).toEqual([]);
    expect(await seen("user")).toEqual([]);
    expect(await seen("label")).toEqual(["env:prod"]);
  });

  it("pages through no more than that, and filters offer no more", async () => {
    const page = await list(admin(), { kind: "source", limit: 1 });
    expect(page).toMatchObject({ total: 1, next: null });
    const { types } = await listFilterValues(admin(), "source");
    expect(types.map(({ count }) => count)).toEqual([1]);
    expect(await searchResources(admin(), { query: "shop", limit: 50 })).toEqual([]);
  });

  it("finds what its resources name by id only, where it may not read those", async () => {
    const [connection] = (await list(admin(), { kind: "source_warehouse_connection" })).items;
    expect(connection?.title).toBe(`Web source → ${web.warehouse}`);
    expect(connection?.uses.find((use) => use.kind === "warehouse")?.title).toBe(web.warehouse);
    const detail = await getResource(admin(), { kind: "source_warehouse_connection", id: connection?.id ?? "" });
    expect(detail.title).toBe(`Web source → ${web.warehouse}`);
    expect(detail.uses.map(({ title }) => title)).toEqual(["Web source", web.warehouse]);
    expect((await list(admin(), { kind: "source_warehouse_connection", query: "web warehouse" })).items).toEqual([]);
    const { usages, total } = await listUsages(admin(), { kind: "warehouse", id: web.warehouse });
    expect([usages.map(({ title }) => title), total]).toEqual([[`Web source → ${web.warehouse}`], 1]);
  });

  it("reads the history of what it may read, also where the commits are, and of nothing else", async () => {
    const read = (kind: KindName, id: string) => listHistory(admin(), { kind, id, limit: 5 }, () => null);
    expect((await read("destination_subscription", web.mapping)).items).toHaveLength(1);
    expect((await read("destination", shop.destination)).items).toEqual([]);
    const ids = new Set((await listChanges(admin(), { limit: 100 })).map(({ resourceId }) => resourceId));
    expect(ids.has(web.filter)).toBe(true);
    expect(ids.has(shop.filter)).toBe(false);
    expect(ids.has(web.warehouse)).toBe(false);
  });

  it("is refused alike what is not theirs and what is not there", async () => {
    for (const id of [shop.source, "nowhere"]) {
      await expect(getResource(admin(), { kind: "source", id })).rejects.toMatchObject({ code: "forbidden" });
    }
  });

  it("changes what hangs on it, and nothing else", async () => {
    const rename = (id: string) =>
      updateResource(admin(), { kind: "destination_subscription", id, changes: { name: "Renamed" } });
    expect(await rename(web.mapping)).toMatchObject({ changed: true });
    await expect(rename(shop.mapping)).rejects.toMatchObject({ code: "forbidden" });
    expect((await getResource(admin(), { kind: "destination", id: web.destination })).mayWrite).toBe(true);
    const connection = { kind: "source_warehouse_connection", id: `${web.source}:${web.warehouse}` } as const;
    expect((await getResource(admin(), connection)).mayWrite).toBe(false);
  });

  it("can name only what it may read", async () => {
    const filter = (source: string, destination: string) =>
      createResource(admin(), {
        kind: "destination_filter",
        state: {
          title: "New",
          source_id: source,
          destination_id: destination,
          if: "all",
          enabled: true,
          actions: [{ type: "DROP", fields: null, percent: null, path: null }],
        },
      });
    expect(await filter(web.source, web.destination)).toHaveProperty("id");
    await expect(filter(web.source, shop.destination)).rejects.toMatchObject({ code: "forbidden" });
    await expect(filter(shop.source, web.destination)).rejects.toMatchObject({
      code: "invalid",
      fields: [{ path: "source_id", message: `This workspace has no source “${shop.source}”.` }],
    });
  });

  it("learns of what stands in the way of a deletion how much it is, and names of its own only", async () => {
    const owner = workspace.as("Workspace Owner", { kind: "warehouse", id: web.warehouse });
    await expect(removeResource(owner, { kind: "warehouse", id: web.warehouse })).rejects.toMatchObject({
      code: "in-use",
      message: expect.stringContaining(`Source Warehouse Connection “${web.source} → Web warehouse”`),
    });
    const reader = workspace.as("Workspace Owner", { kind: "function", id: shop.function });
    await expect(removeResource(reader, { kind: "function", id: shop.function })).rejects.toMatchObject({
      message: expect.stringMatching(/is used by Insert Function Instance “Shop instance” and 1 more\.$/),
    });
  });
});

it("an owner of one source cannot make users, groups or labels, even ones that name it", async () => {
  const owner = workspace.as("Workspace Owner", { kind: "source", id: web.source });
  const permissions = [
    { role_id: ownerRoleId, resources: [] },
    { role_id: ownerRoleId, resources: [{ id: web.source, type: "SOURCE", labels: [] }] },
  ];
  const attempts = [
    createResource(owner, { kind: "user", state: { email: "friend@example.com", permissions } }),
    createResource(owner, { kind: "user_group", state: { name: "Friends", members: ["a@example.com"], permissions } }),
    createResource(owner, { kind: "label", state: { key: "team", value: "friends" } }),
  ];
  for (const attempt of attempts) await expect(attempt).rejects.toMatchObject({ code: "forbidden" });
});
