import { describe, expect, it } from "vitest";
import { load, node } from "@/tests/dbt/support/project";

const project = (yaml: string) => `name: shop\n${yaml}`;

describe("a model's config", () => {
  it("is laid over from project, properties and file, each key by its rule", () => {
    const loaded = load({
      "dbt_project.yml": project(
        "models: {+tags: a, +meta: {x: 1, y: 1}, shop: {sub: {+tags: [b], materialized: table, +meta: {y: 2}}}}",
      ),
      "models/sub/m.sql": "{{ config(tags='d', meta={'z': 3}) }} select 1",
      "models/s.yml": "models: [{name: m, config: {tags: c, materialized: incremental}}]",
    });
    const { config, tags, meta } = node(loaded, "model.shop.m");
    expect(config).toMatchObject({ materialized: "incremental", tags: ["a", "b", "c", "d"] });
    expect(tags).toEqual(["a", "b", "d", "c"]);
    expect(meta).toEqual({ x: 1, y: 2, z: 3 });
  });

  it("replaces grants by privilege and adds to them with a plus", () => {
    const loaded = load({
      "dbt_project.yml": project("models: {+grants: {select: [a]}}"),
      "models/m.sql": "{{ config(grants={'+select': ['b'], 'insert': 'c'}) }} select 1",
    });
    expect(node(loaded, "model.shop.m").config.grants).toEqual({ select: ["a", "b"], insert: ["c"] });
  });

  it("renders values of the project file natively", () => {
    const yaml = "models: {shop: {+enabled: \"{{ target.name == 'prod' }}\"}}";
    const files = { "dbt_project.yml": project(yaml), "models/m.sql": "select 1" };
    expect(node(load(files), "model.shop.m").enabled).toBe(false);
    expect(node(load(files, { settings: { targetName: "prod" } }), "model.shop.m").enabled).toBe(true);
  });

  it("takes a folder named like something of JavaScript for a folder", () => {
    const loaded = load({
      "dbt_project.yml": project("models: {shop: {+tags: t}}"),
      "models/constructor/__proto__/m.sql": "select 1",
    });
    expect(node(loaded, "model.shop.m").tags).toEqual(["t"]);
  });

  it("of a package gives way to the root project's", () => {
    const loaded = load({
      "dbt_project.yml": project("models: {p: {+materialized: table}}"),
      "dbt_packages/p/dbt_project.yml": "name: p\nmodels: {p: {+materialized: ephemeral}}",
      "dbt_packages/p/models/q.sql": "{{ config(materialized='view') }} select 1",
    });
    expect(node(loaded, "model.p.q").materialized).toBe("table");
  });
});

describe("variables", () => {
  it("come from the settings, the root project's scope for the package, its globals, then the package", () => {
    const files = {
      "dbt_project.yml": project("vars: {g: root, p: {s: scoped}}"),
      "dbt_packages/p/dbt_project.yml": "name: p\nvars: {g: own, s: own, o: own, c: own}",
      "dbt_packages/p/models/q.sql": "{{ config(tags=[var('c'), var('s'), var('g'), var('o')]) }} select 1",
    };
    const loaded = load(files, { settings: { vars: { c: "given" } } });
    expect(node(loaded, "model.p.q").tags).toEqual(["given", "scoped", "root", "own"]);
  });

  it("hold Jinja whose references count", () => {
    const loaded = load({
      "dbt_project.yml": project("vars: {up: \"{{ ref('a') }}\"}"),
      "models/a.sql": "select 1",
      "models/b.sql": "select * from {{ var('up') }}",
    });
    expect(node(loaded, "model.shop.b").dependsOn).toEqual(["model.shop.a"]);
  });
});

describe("what dbt does with config in corners", () => {
  const project = load({
    "dbt_project.yml":
      'name: shop\nmodels: {shop: {+schema: "{{ none }}", +meta: {n: "{{ 1 + 1 }}", t: "{{ target.name == \'dev\' }}"}, +post-hook: "{{ note() }}"}}',
    "macros/m.sql": "{% macro note() %}insert into {{ ref('log') }}{% endmacro %}",
    "models/log.sql": "{{ config(post_hook=[], enabled=true) }} select 1",
    "models/m.sql": "{{ config(schema=none, pre_hook=\"{{ source('s', 't') }}\") }} select 1",
    "models/v_v1.sql": "select 1",
    "models/v_v2.sql": "select 1",
    "models/s.yml": [
      "sources: [{name: s, meta: {a: 1}, tables: [{name: t, meta: {b: 2}}]}]",
      "models:",
      "  - name: v",
      "    access: public",
      "    config: {tags: [model]}",
      "    versions: [{v: 1, config: {tags: [version]}}, {v: 2, access: private, deprecation_date: 2031-05-06 10:00:00}]",
    ].join("\n"),
  });

  it("an expression without names is text, one with names keeps its kind", () => {
    expect(node(project, "model.shop.log").schema).toBe("base_None");
    expect(node(project, "model.shop.log").meta).toEqual({ n: "2", t: true });
  });

  it("hooks count for what a node depends on, wherever they are written", () => {
    expect(node(project, "model.shop.m").dependsOn.sort()).toEqual(["model.shop.log", "source.shop.s.t"]);
  });

  it("a version's lists come before its model's, and access is the model's", () => {
    expect(node(project, "model.shop.v.v1").tags).toEqual(["version", "model"]);
    const second = node(project, "model.shop.v.v2");
    expect([second.access, second.deprecationDate]).toEqual(["public", "2031-05-06T10:00:00+00:00"]);
  });

  it("a source's meta is not its tables', until dbt 1.8", () => {
    expect(project.sources.find("s", "t", "shop")?.meta).toEqual({ b: 2 });
  });
});
