import { describe, expect, it } from "vitest";
import { findReverseEtlUses, readsRelation } from "@/server/domain/dbt-models/find-uses";
import { getLineage } from "@/server/domain/dbt-models/get-lineage";
import { getModel } from "@/server/domain/dbt-models/get-model";
import { listModelFilters, listModels } from "@/server/domain/dbt-models/list-models";
import { ListDbtModels } from "@/server/domain/dbt-models/schema";
import { createResource } from "@/server/domain/resources/create-resource";
import { gitWorld, productDatabase } from "@/tests/domain/git-sync/world";
import { commit, dbtProjectOn, work } from "./world";

const { db } = await productDatabase();
const world = await gitWorld();

const files = {
  "transform/dbt_project.yml":
    "name: shop\nmodels: {shop: {staging: {+materialized: ephemeral, +tags: [raw]}, marts: {+materialized: table, +tags: [mart, daily]}}}\n",
  "transform/models/sources.yml":
    "sources: [{name: app, tables: [{name: orders, columns: [{name: id, tests: [unique]}]}]}]",
  "transform/tests/no_negative_total.sql":
    "{{ config(severity='warn') }} select * from {{ ref('revenue') }} where total < 0",
  "transform/models/staging/stg_orders.sql": "select id, 1 as amount from {{ source('app', 'orders') }}",
  "transform/models/marts/orders.sql": "select * from {{ ref('stg_orders') }}",
  "transform/models/marts/finance/revenue.sql": "select sum(amount) as total from {{ ref('orders') }}",
  "transform/models/marts/finance/off.sql": "{{ config(enabled=false) }} select 1 as x",
  "transform/models/marts/wide.sql": "{{ config(group='money') }} select * from {{ ref('nobody') }}",
  "transform/models/marts/versions.yml":
    "groups: [{name: money, owner: {name: m}}]\nmodels:\n  - name: dim\n    latest_version: 2\n    versions: [{v: 1}, {v: 2}]\n  - name: orders\n    description: Every 100% order\n",
  "transform/models/marts/dim_v1.sql": "select 1 as a",
  "transform/models/marts/dim_v2.sql": "select 1 as b",
  "transform/seeds/rates.csv": "code,rate\neur,1\n",
};

const set = await dbtProjectOn(db, world);
commit(world, set.branch, files);
await work(set);
const { ctx, projectId } = set;

const list = async (more: object = {}) => {
  const { items, ...page } = await listModels(ctx, ListDbtModels.parse({ projectId, ...more }));
  return { names: items.map(({ name, version }) => name + (version ? `.v${version}` : "")), items, ...page };
};

describe("the tests of a node", () => {
  it("are those declared on it and singular ones that read it, with their severity", async () => {
    const revenue = await getModel(ctx, { projectId, uniqueId: "model.shop.revenue" });
    expect(revenue.tests).toMatchObject([
      { test: null, name: "no_negative_total", column: null, severity: "warn", enabled: true },
    ]);
    const source = await getModel(ctx, { projectId, uniqueId: "source.shop.app.orders" });
    expect(source.tests).toMatchObject([{ test: "unique", column: "id", name: null }]);
  });
});

describe("the list of models", () => {
  it("is by name, page by page, with the whole count", async () => {
    const all = await list();
    expect(all.names).toEqual(["dim.v1", "dim.v2", "off", "orders", "revenue", "stg_orders", "wide"]);
    const pages: string[] = [];
    let page = await list({ limit: 3 });
    expect(page.previous).toBeNull();
    for (;;) {
      expect(page.total).toBe(7);
      pages.push(...page.names);
      if (page.next === null) break;
      page = await list({ limit: 3, after: page.next });
    }
    expect(pages).toEqual(all.names);
    const middle = await list({ limit: 3, before: page.previous });
    expect(middle.names).toEqual(["orders", "revenue", "stg_orders"]);
    const first = await list({ limit: 3, before: middle.previous });
    expect(first).toMatchObject({ names: ["dim.v1", "dim.v2", "off"], previous: null });
    expect((await list({ limit: 3, after: first.next })).names).toEqual(middle.names);
    await expect(list({ after: "bm90LW91cnM" })).rejects.toMatchObject({ code: "invalid" });
  });

  it("is searched in names, files, columns and descriptions, and every word has to fit", async () => {
    expect((await list({ query: "TOTAL" })).names).toEqual(["revenue"]);
    expect((await list({ query: "finance rev" })).names).toEqual(["revenue"]);
    expect((await list({ query: "100%" })).names).toEqual(["orders"]);
    expect((await list({ query: "_" })).names).toEqual(["dim.v1", "dim.v2", "stg_orders"]);
  });

  it("is filtered by tag, folder, materialization, group, state and kind", async () => {
    expect((await list({ tags: ["raw"] })).names).toEqual(["stg_orders"]);
    expect((await list({ folders: ["models/marts/finance"] })).names).toEqual(["off", "revenue"]);
    expect((await list({ folders: ["models/marts"], materializations: ["table"] })).total).toBe(6);
    expect((await list({ materializations: ["ephemeral"] })).names).toEqual(["stg_orders"]);
    expect((await list({ groups: ["money"] })).names).toEqual(["wide"]);
    expect((await list({ states: ["disabled", "unresolved"] })).names).toEqual(["off", "wide"]);
    expect((await list({ resourceTypes: ["source", "seed"] })).names).toEqual(["app.orders", "rates"]);
  });

  it("offers what there is to filter by", async () => {
    const filters = await listModelFilters(ctx, projectId);
    expect(filters.tags).toEqual([
      { value: "daily", count: 6 },
      { value: "mart", count: 6 },
      { value: "raw", count: 1 },
    ]);
    expect(filters.materializations.map(({ value }) => value)).toEqual(["ephemeral", "table"]);
    expect(filters.groups).toEqual([{ value: "money", count: 1 }]);
    expect(filters.folders.map(({ value }) => value)).toContain("models/marts/finance");
  });

  it("shows versions, disabled, ephemeral and unresolved models as such, with the reason", async () => {
    const { items } = await list();
    const of = (name: string) => items.filter((item) => item.name === name);
    expect(of("dim").map(({ version, isLatest }) => [version, isLatest])).toEqual([
      ["1", false],
      ["2", true],
    ]);
    expect(of("off")[0]).toMatchObject({ state: "disabled", enabled: false });
    expect(of("stg_orders")[0]).toMatchObject({ state: "ephemeral", relationName: null });
    expect(of("wide")[0]).toMatchObject({ state: "unresolved", stateReason: expect.stringContaining("nobody") });
  });
});

describe("one model", () => {
  it("knows its neighbours both ways, and where an ephemeral parent went", async () => {
    const model = await getModel(ctx, { projectId, uniqueId: "model.shop.orders" });
    expect(model.parents.map(({ uniqueId }) => uniqueId)).toEqual(["model.shop.stg_orders"]);
    expect(model.children.map(({ uniqueId }) => uniqueId)).toEqual(["model.shop.revenue"]);
    expect(model.compiledSql).toContain("__dbt__cte__stg_orders");
    expect(model.columns.columns.map(({ name }) => name)).toEqual(["id", "amount"]);
  });

  it("of a source has its columns and what reads it", async () => {
    const source = await getModel(ctx, { projectId, uniqueId: "source.shop.app.orders" });
    expect(source).toMatchObject({
      resourceType: "source",
      columns: { complete: false, columns: [{ name: "id", provenance: "properties" }] },
      children: [{ uniqueId: "model.shop.stg_orders" }],
    });
  });

  it("knows the Reverse ETL models that read its relation, from the same source only", async () => {
    const model = (name: string, query: string, source_id = set.sourceId) =>
      createResource(ctx, {
        kind: "reverse_etl_model",
        state: { name, description: "", source_id, enabled: true, query, query_identifier_column: "id" },
      });
    await model("Orders", 'select * from "analytics"."prod"."orders"');
    await model("Other", "select * from prod.orders_archive");
    const found = await getModel(ctx, { projectId, uniqueId: "model.shop.orders" });
    expect(found.usedBy).toEqual([{ id: expect.any(String), name: "Orders", enabled: true }]);
    expect(await findReverseEtlUses(ctx, "another", { database: null, schema: "prod", identifier: "orders" })).toEqual(
      [],
    );
  });
});

describe("a query reads a relation", () => {
  const relation = { database: "analytics", schema: "prod", identifier: "orders" };
  it.each([
    ["select * from prod.orders", true],
    ["select * from Analytics.PROD.Orders o", true],
    ['select * from "prod" . "orders"', true],
    ["select * from `analytics`.`prod`.`orders`", true],
    ["select * from (select 1 from prod.orders)", true],
    ["select * from orders", false],
    ["select * from prod.orders_v2", false],
    ["select * from nonprod.orders", false],
    ["select * from other.prod.orders", false],
    ["select 'prod.orders' from x -- prod.orders", false],
    ["select 1 /* prod.orders */ from x", false],
  ])("%s: %s", (query, expected) => expect(readsRelation(query, relation)).toBe(expected));
});

describe("lineage", () => {
  it("goes both ways as far as asked", async () => {
    const near = await getLineage(ctx, { projectId, uniqueId: "model.shop.orders", depth: 1 });
    expect(near.nodes.map(({ name, distance }) => [name, distance]).sort()).toEqual([
      ["orders", 0],
      ["revenue", 1],
      ["stg_orders", -1],
    ]);
    expect(near.truncated).toBe(true);
    const far = await getLineage(ctx, { projectId, uniqueId: "model.shop.orders", depth: 5 });
    expect(far.truncated).toBe(false);
    expect(far.edges).toContainEqual({ from: "source.shop.app.orders", to: "model.shop.stg_orders" });
    await expect(getLineage(ctx, { projectId, uniqueId: "model.shop.x", depth: 1 })).rejects.toMatchObject({
      code: "not-found",
    });
  });
});
