import { beforeAll, expect, it } from "vitest";
import { createResource } from "@/server/domain/resources/create-resource";
import { listRows } from "@/server/domain/resources/list-rows";
import { ListResources } from "@/server/domain/resources/schema";
import { searchResources } from "@/server/domain/resources/search-resources";
import { updateResource } from "@/server/domain/resources/update-resource";
import { type FreshWorkspace, freshWorkspace, testDatabase } from "@/tests/support/database";
import { addFamily, type Family } from "./family";

const { db } = await testDatabase();
let workspace: FreshWorkspace;
const families: { [name: string]: Family } = {};
const names = ["Delta", "Alpha", "Charlie", "Bravo", "Écho"];

beforeAll(async () => {
  workspace = await freshWorkspace(db);
  await createResource(workspace.ctx, { kind: "label", state: { key: "env", value: "prod" } });
  for (const name of names) families[name] = await addFamily(workspace.ctx, name);
});

const kinds = ["source_warehouse_connection", "source_tracking_plan_connection"] as const;
const list = (kind: (typeof kinds)[number], input: object = {}) =>
  listRows(workspace.ctx, ListResources.parse({ kind, ...input }));
const titles = (page: { items: readonly { title: string }[] }) => page.items.map(({ title }) => title.split(" ")[0]);

it.each(kinds)("%s is ordered by the names of what it joins, in both directions", async (kind) => {
  const order = ["Alpha", "Bravo", "Charlie", "Delta", "Écho"];
  expect(titles(await list(kind))).toEqual(order);
  expect(titles(await list(kind, { direction: "desc" }))).toEqual(order.toReversed());
});

it("pages of that order hold every connection once, forth and back", async () => {
  const [kind] = kinds;
  const first = await list(kind, { limit: 2 });
  const second = await list(kind, { limit: 2, after: first.next });
  const third = await list(kind, { limit: 2, after: second.next });
  expect([first, second, third].flatMap(titles)).toEqual(["Alpha", "Bravo", "Charlie", "Delta", "Écho"]);
  expect([first.total, third.next]).toEqual([5, null]);
  expect(titles(await list(kind, { limit: 2, before: third.previous }))).toEqual(titles(second));
});

it("is found by the names of what it joins, in a list and from anywhere, and still by id", async () => {
  expect(titles(await list("source_warehouse_connection", { query: "charlie warehouse" }))).toEqual(["Charlie"]);
  expect(titles(await list("source_tracking_plan_connection", { query: "ÉCHO plan" }))).toEqual(["Écho"]);
  expect((await list("source_tracking_plan_connection", { query: "echo warehouse" })).total).toBe(0);
  const { source = "", warehouse = "" } = families.Bravo ?? {};
  expect(titles(await list("source_warehouse_connection", { query: `${source}:${warehouse}` }))).toEqual(["Bravo"]);
  const found = await searchResources(workspace.ctx, { query: "delta source delta", limit: 10 });
  expect(found.filter(({ kind }) => kind === kinds[0])).toMatchObject([{ title: "Delta source → Delta warehouse" }]);
});

it("follows a new name at once", async () => {
  const id = families.Delta?.source ?? "";
  await updateResource(workspace.ctx, { kind: "source", id, changes: { name: "Aardvark" } });
  expect(titles(await list("source_warehouse_connection"))[0]).toBe("Aardvark");
  expect((await list("source_warehouse_connection", { query: "aardvark" })).total).toBe(1);
});
