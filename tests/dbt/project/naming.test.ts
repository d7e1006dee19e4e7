import { describe, expect, it } from "vitest";
import { codes, load, node } from "@/tests/dbt/support/project";

const model = { "models/m.sql": "{{ config(schema='x', alias='y') }} select 1" };

describe("a relation's name", () => {
  it.each([
    ["postgres", '"analytics"."base_x"."y"'],
    ["redshift", '"analytics"."base_x"."y"'],
    ["snowflake", "analytics.base_x.y"],
    ["bigquery", "`analytics`.`base_x`.`y`"],
    ["databricks", "`analytics`.`base_x`.`y`"],
  ] as const)("is quoted as %s does", (adapter, expected) => {
    expect(node(load(model, { settings: { adapter } }), "model.shop.m").relationName).toBe(expected);
  });

  it("follows the project's quoting and, as in dbt, not the model's own", () => {
    const files = {
      ...model,
      "dbt_project.yml": "name: shop\nquoting: {schema: false}",
      "models/n.sql": "{{ config(quoting={'schema': true}) }} select 1",
    };
    const project = load(files);
    expect(node(project, "model.shop.m").relationName).toBe('"analytics".base_x."y"');
    expect(node(project, "model.shop.n").relationName).toBe('"analytics".base."n"');
  });

  it("may be empty, when the project's macro says so", () => {
    const macros = "{% macro generate_alias_name(custom, node) %}{{ node.name.split('__')[1] }}{% endmacro %}";
    const project = load({
      "macros/a.sql": macros,
      "models/app__orders.sql": "select 1",
      "models/app__.sql": "select 1",
    });
    expect(node(project, "model.shop.app__orders").alias).toBe("orders");
    expect(node(project, "model.shop.app__").alias).toBe("");
  });

  it("comes from the project's own macro, which may ask for the target", () => {
    const macro =
      "{% macro generate_schema_name(custom, node) %}{{ custom if target.name == 'prod' else 'dev_' ~ node.name }}{% endmacro %}";
    const files = { ...model, "macros/s.sql": macro };
    expect(node(load(files), "model.shop.m").schema).toBe("dev_m");
    expect(node(load(files, { settings: { targetName: "prod" } }), "model.shop.m").schema).toBe("x");
  });

  it("may be overridden through dispatch", () => {
    const files = {
      ...model,
      "macros/s.sql": "{% macro default__generate_alias_name(custom, node) %}A_{{ node.name }}{% endmacro %}",
    };
    expect(node(load(files), "model.shop.m").alias).toBe("A_m");
  });

  it("of another package's node comes from that package's macro", () => {
    const files = {
      ...model,
      "dbt_packages/p/dbt_project.yml": "name: p",
      "dbt_packages/p/models/q.sql": "select 1",
      "dbt_packages/p/macros/s.sql": "{% macro generate_schema_name(c, n) %}of_p{% endmacro %}",
    };
    const project = load(files);
    expect(node(project, "model.p.q").schema).toBe("of_p");
    expect(node(project, "model.shop.m").schema).toBe("base_x");
  });

  it("is unresolved, with the reason, when the macro fails", () => {
    const project = load({
      ...model,
      "macros/s.sql": "{% macro generate_schema_name(c, n) %}{{ env_var('TEAM') }}{% endmacro %}",
    });
    const { relationName, relationProblem } = node(project, "model.shop.m");
    expect(relationName).toBeNull();
    expect(relationProblem).toContain("TEAM");
    expect(codes(project)).toContain("name-macro-failed");
  });

  it("of an ephemeral model does not exist", () => {
    const project = load({ "models/e.sql": "{{ config(materialized='ephemeral') }} select 1" });
    expect(node(project, "model.shop.e").relationName).toBeNull();
  });

  it("takes BigQuery's own words for database and schema", () => {
    const files = { "models/m.sql": "{{ config(project='p', dataset='d') }} select 1" };
    expect(node(load(files, { settings: { adapter: "bigquery" } }), "model.shop.m").relationName).toBe(
      "`p`.`base_d`.`m`",
    );
  });
});
