import { describe, expect, it } from "vitest";
import type { KindName } from "@/server/core/kinds/types";
import { countResources } from "@/server/domain/resources/count-resources";
import { createResource } from "@/server/domain/resources/create-resource";
import { listFilterValues } from "@/server/domain/resources/list-filter-values";
import { listRecentChanges } from "@/server/domain/resources/list-recent-changes";
import { listRows } from "@/server/domain/resources/list-rows";
import { removeResource } from "@/server/domain/resources/remove-resource";
import { ListResources } from "@/server/domain/resources/schema";
import type { ResourceState } from "@/server/hcl/schema";
import { freshWorkspace, testDatabase } from "@/tests/support/database";

const { db } = await testDatabase();

const javascript = "IqDTy1TpoU";
const http = "iUM16Md8P2";

async function workspaceWithSources() {
  const workspace = await freshWorkspace(db);
  const { ctx } = workspace;
  const add = (kind: KindName, state: ResourceState) => createResource(ctx, { kind, state });
  await add("label", { key: "env", value: "prod" });
  const source = (name: string, type: string, labels: ResourceState[] = []) =>
    add("source", {
      name,
      slug: name.toLowerCase(),
      enabled: name !== "Beta",
      metadata: { id: type },
      settings: {},
      labels,
    });
  await source("Alpha", javascript, [{ key: "env", value: "prod" }]);
  await source("Beta", http);
  await source("Gamma", http);
  return { ...workspace, add };
}

const query = (input: Partial<ListResources> & { kind: KindName }) => ListResources.parse(input);
const titles = (list: { items: readonly { title: string }[] }) => list.items.map((item) => item.title);

describe("rows of a list", () => {
  it("carry the type by name and what they name by title", async () => {
    const { ctx, add } = await workspaceWithSources();
    const [alpha] = (await listRows(ctx, query({ kind: "source" }))).items;
    expect(alpha).toMatchObject({ title: "Alpha", type: { id: javascript, known: true }, labels: ["env:prod"] });
    expect(alpha?.type?.logo).toMatch(/^data:image\/svg/);
    await add("transformation", {
      name: "Rename",
      source_id: alpha?.id ?? "",
      enabled: true,
      if: 'event = "A"',
      property_renames: [],
      property_value_transformations: [],
      fql_defined_properties: [],
    });
    const [transformation] = (await listRows(ctx, query({ kind: "transformation" }))).items;
    expect(transformation?.uses).toEqual([{ kind: "source", id: alpha?.id, title: "Alpha", attribute: "source_id" }]);
    expect(transformation?.facts).toEqual({ if: 'event = "A"' });
  });

  it("count a tracking plan's rules without loading them", async () => {
    const { ctx, add } = await workspaceWithSources();
    const rules = ["A", "B"].map((key) => ({ type: "TRACK", key, json_schema: {}, version: 1 }));
    await add("tracking_plan", { name: "Plan", type: "LIVE", rules });
    const [plan] = (await listRows(ctx, query({ kind: "tracking_plan" }))).items;
    expect(plan).toMatchObject({ ruleCount: 2, facts: { type: "LIVE" } });
  });

  it("are narrowed by any of several types and labels, and turned round", async () => {
    const { ctx } = await workspaceWithSources();
    const list = async (input: Partial<ListResources>) =>
      titles(await listRows(ctx, query({ kind: "source", ...input })));
    expect(await list({ catalogIds: [http] })).toEqual(["Beta", "Gamma"]);
    expect(await list({ catalogIds: [http, javascript], direction: "desc" })).toEqual(["Gamma", "Beta", "Alpha"]);
    expect(await list({ labels: ["env:prod", "env:dev"] })).toEqual(["Alpha"]);
    expect(await list({ state: "disabled" })).toEqual(["Beta"]);
    expect(await list({ query: "bet" })).toEqual(["Beta"]);
  });

  it("page forth and back in either direction", async () => {
    const { ctx } = await workspaceWithSources();
    for (const direction of ["asc", "desc"] as const) {
      const first = await listRows(ctx, query({ kind: "source", direction, limit: 2 }));
      const second = await listRows(ctx, query({ kind: "source", direction, limit: 2, after: first.next ?? "" }));
      const back = await listRows(ctx, query({ kind: "source", direction, limit: 2, before: second.previous ?? "" }));
      expect(titles(first).length + titles(second).length).toBe(3);
      expect(titles(back)).toEqual(titles(first));
      expect(second.next).toBeNull();
    }
  });

  it("stay inside their workspace and are refused to strangers", async () => {
    const { nobody } = await workspaceWithSources();
    const other = await freshWorkspace(db);
    expect((await listRows(other.ctx, query({ kind: "source" }))).total).toBe(0);
    await expect(listRows(nobody, query({ kind: "source" }))).rejects.toThrow("Your role does not allow this.");
  });
});

describe("what a workspace holds", () => {
  it("is offered as filters with counts", async () => {
    const { ctx, nobody } = await workspaceWithSources();
    const values = await listFilterValues(ctx, "source");
    expect(values.types.map(({ value, count }) => [value, count])).toEqual(
      expect.arrayContaining([
        [http, 2],
        [javascript, 1],
      ]),
    );
    expect(values.labels).toEqual([{ value: "env:prod", name: "env:prod", count: 1 }]);
    await expect(listFilterValues(nobody, "source")).rejects.toThrow("does not allow");
  });

  it("is counted anew after every change, for everybody as they may see it", async () => {
    const { ctx, add, as } = await workspaceWithSources();
    const counts = async (who = ctx) => {
      const { total, items } = await listRows(who, query({ kind: "source" }));
      const { types, labels } = await listFilterValues(who, "source");
      const of = (values: readonly { value: string; count: number }[]) =>
        Object.fromEntries(values.map(({ value, count }) => [value, count]));
      return { total, items: items.length, types: of(types), labels: of(labels) };
    };
    const before = { total: 3, items: 3, types: { [javascript]: 1, [http]: 2 }, labels: { "env:prod": 1 } };
    expect(await counts()).toEqual(before);
    const [alpha, beta] = (await listRows(ctx, query({ kind: "source" }))).items.map(({ id }) => id);
    const admin = as("Source Admin", { kind: "source", id: beta ?? "" });
    const own = { total: 1, items: 1, types: { [http]: 1 }, labels: {} };
    expect(await counts(admin)).toEqual(own);
    expect(await counts()).toEqual(before);
    await removeResource(ctx, { kind: "source", id: alpha ?? "" });
    expect(await counts()).toEqual({ total: 2, items: 2, types: { [http]: 2 }, labels: {} });
    await add("source", { slug: "delta", enabled: true, metadata: { id: javascript }, settings: {}, labels: [] });
    expect(await counts()).toEqual({ total: 3, items: 3, types: { [javascript]: 1, [http]: 2 }, labels: {} });
    expect(await counts(admin)).toEqual(own);
  });

  it("is counted by kind, and its newest changes come first", async () => {
    const { ctx, nobody } = await workspaceWithSources();
    expect(await countResources(ctx)).toMatchObject({ source: 3, label: 1 });
    const changes = await listRecentChanges(ctx, 2);
    expect(changes.map(({ title, verb }) => [title, verb])).toEqual([
      ["Gamma", "created"],
      ["Beta", "created"],
    ]);
    const [gamma] = changes;
    await removeResource(ctx, { kind: "source", id: gamma?.id ?? "" });
    expect((await listRecentChanges(ctx, 3)).map(({ title, verb, exists }) => [title, verb, exists])).toEqual([
      ["Gamma", "deleted", false],
      ["Gamma", "created", false],
      ["Beta", "created", true],
    ]);
    await expect(countResources(nobody)).rejects.toThrow("does not allow");
    await expect(listRecentChanges(nobody, 2)).rejects.toThrow("does not allow");
  });
});
