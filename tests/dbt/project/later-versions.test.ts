import { describe, expect, it } from "vitest";
import { manifestNode, manifestSource } from "@/server/dbt/manifest/write-node";
import type { DbtVersion } from "@/server/dbt/settings";
import { load, node } from "@/tests/dbt/support/project";

const files = {
  "dbt_project.yml": "name: shop\nquoting: {database: false, schema: false, identifier: false}",
  "models/m.sql": "{{ config(tags='one', pre_hook='select 1') }} select 1 as id",
  "seeds/s.csv": "id\n1",
  "snapshots/h.sql":
    "{% snapshot h %}{{ config(unique_key='id', strategy='timestamp') }} select 1 as id{% endsnapshot %}",
  "models/properties.yml": [
    "models: [{name: m, columns: [{name: id, data_tests: [{not_null: {description: Never empty, severity: warn}}]}]}]",
    "sources: [{name: app, tables: [{name: orders, columns: [{name: id, config: {meta: {pii: true}}}]}]}]",
  ].join("\n"),
};

const loaded = (dbtVersion: DbtVersion) => load(files, { settings: { dbtVersion } });
const model = (dbtVersion: DbtVersion) => node(loaded(dbtVersion), "model.shop.m");
const source = (dbtVersion: DbtVersion) => {
  const [table] = loaded(dbtVersion).sources.tables;
  if (!table) throw new Error("there is no source");
  return manifestSource(table, dbtVersion);
};

describe("what dbt says otherwise in later versions", () => {
  it("sources take the project's quoting since 1.8", () => {
    expect(source("1.7").relation_name).toBe('"analytics"."app"."orders"');
    expect(source("1.8").relation_name).toBe("analytics.app.orders");
  });

  it("models, seeds and snapshots have config keys of their own", () => {
    const config = (id: string, version: DbtVersion) => node(loaded(version), id).config;
    expect(config("model.shop.m", "1.10")).toMatchObject({ lookback: 1, freshness: null });
    expect(config("seed.shop.s", "1.10")).toMatchObject({ lookback: 1 });
    expect(config("seed.shop.s", "1.10")).not.toHaveProperty("freshness");
    expect(config("snapshot.shop.h", "1.9")).toMatchObject({
      dbt_valid_to_current: null,
      snapshot_meta_column_names: { dbt_scd_id: null },
    });
    expect(config("snapshot.shop.h", "1.8")).not.toHaveProperty("dbt_valid_to_current");
  });

  it("columns show their granularity since 1.9 and their config since 1.10", () => {
    const column = (version: DbtVersion) => manifestNode(model(version), version).columns.id;
    expect(column("1.8")).not.toHaveProperty("granularity");
    expect(column("1.9")).toMatchObject({ granularity: null });
    expect(column("1.9")).not.toHaveProperty("config");
    expect(column("1.10")).toMatchObject({ granularity: null, config: { meta: {}, tags: [] } });
    expect(source("1.10").columns.id).toMatchObject({ meta: { pii: true }, config: { meta: { pii: true } } });
  });

  it("a test's description is no argument of its macro since 1.9", () => {
    const names = (version: DbtVersion) => [...loaded(version).tests().values()].map(({ name }) => name);
    expect(names("1.8")).toEqual(["not_null_m_id__Never_empty"]);
    expect(names("1.9")).toEqual(["not_null_m_id"]);
  });

  it("tags of a column's config count for its tests since 1.10, which takes a plain test's own as configuration", () => {
    const text =
      "models: [{name: m, columns: [{name: id, config: {tags: [key]}, tests: [{unique: {config: {tags: [own]}}}]}]}]";
    const test = (dbtVersion: DbtVersion) => {
      const project = load({ "models/m.sql": "select 1 as id", "models/s.yml": text }, { settings: { dbtVersion } });
      return [...project.tests().values()].map(({ tags, config }) => ({ tags, own: config.tags }))[0];
    };
    expect(test("1.9")).toEqual({ tags: ["own"], own: [] });
    expect(test("1.10")).toEqual({ tags: ["key", "own"], own: ["own"] });
  });

  it("the unrendered config keeps what is written since 1.10, the severity too", () => {
    expect(model("1.9").unrenderedConfig).toMatchObject({ tags: ["one"], "pre-hook": ["select 1"] });
    expect(model("1.10").unrenderedConfig).toMatchObject({ tags: "one", "pre-hook": "select 1" });
    expect(model("1.10")).toMatchObject({ tags: ["one"], config: { tags: ["one"] } });
    const severity = (version: DbtVersion) =>
      [...loaded(version).tests().values()].map(({ config }) => config.severity);
    expect([severity("1.9"), severity("1.10")]).toEqual([["WARN"], ["warn"]]);
  });
});
