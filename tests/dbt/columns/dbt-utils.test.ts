import { describe, expect, it } from "vitest";
import { ColumnFinder } from "@/server/dbt/columns/model-columns";
import { load, node } from "@/tests/dbt/support/project";

const packages = { "packages.yml": "packages: [{package: dbt-labs/dbt_utils, version: 1.1.1}]" };
const base = {
  ...packages,
  "models/a.sql": "select 1 as id, 2 as amount, 3 as Extra",
  "models/b.sql": "select 1 as id, 4 as other",
  "models/raw.sql": "select * from {{ source('s', 'unknown') }}",
  "models/s.yml": "sources: [{name: s, tables: [{name: unknown}, {name: told, columns: [{name: x}, {name: y}]}]}]",
};

function columns(sql: string, more: Record<string, string> = {}, settings = {}) {
  const project = load({ ...base, ...more, "models/m.sql": sql }, { settings });
  const found = new ColumnFinder(project).columnsOf(node(project, "model.shop.m"));
  return { names: found.columns.map(({ name }) => name), complete: found.complete };
}

describe("macros of dbt_utils without the package", () => {
  it.each<[string, string, string[]]>([
    ["star", "select {{ dbt_utils.star(ref('a')) }} from {{ ref('a') }}", ["id", "amount", "Extra"]],
    [
      "star with its options",
      "select {{ dbt_utils.star(from=ref('a'), relation_alias='t', except=['ID'], prefix='p_', suffix='_s') }} from {{ ref('a') }} t",
      ["p_amount_s", "p_Extra_s"],
    ],
    [
      "union_relations",
      "{{ dbt_utils.union_relations(relations=[ref('a'), ref('b')], exclude=['extra']) }}",
      ["_dbt_source_relation", "id", "amount", "other"],
    ],
    [
      "union_relations without a column for the source",
      "select * from ({{ dbt_utils.union_relations([ref('a'), ref('b')], source_column_name=none) }}) u",
      ["id", "amount", "Extra", "other"],
    ],
    [
      "unpivot",
      "{{ dbt_utils.unpivot(ref('a'), cast_to='int', exclude=['id'], remove=['extra'], field_name='what', value_name='n') }}",
      ["id", "what", "n"],
    ],
    [
      "get_filtered_columns_in_relation",
      "select {% for c in dbt_utils.get_filtered_columns_in_relation(ref('a'), except=['id']) %}max({{ c }}) as max_{{ c }}{{ ',' if not loop.last }}{% endfor %} from {{ ref('a') }}",
      ["max_amount", "max_Extra"],
    ],
    ["deduplicate", "{{ dbt_utils.deduplicate(ref('a'), 'id', 'amount desc') }}", ["id", "amount", "Extra"]],
    ["date_spine", "{{ dbt_utils.date_spine('day', \"'2020-01-01'\", \"'2020-01-05'\") }}", ["date_day"]],
    ["get_url_host", "select {{ dbt_utils.get_url_host('u') }} as host", ["host"]],
  ])("%s", (_, sql, names) => expect(columns(sql)).toEqual({ names, complete: true }));

  it("write names in upper case where the warehouse folds them so", () => {
    const { names } = columns(
      "select {{ dbt_utils.star(ref('a')) }} from {{ ref('a') }}",
      {},
      { adapter: "snowflake" },
    );
    expect(names).toEqual(["ID", "AMOUNT", "EXTRA"]);
  });

  it("keep the first row of a group in each adapter's way", () => {
    const sql = "{{ dbt_utils.deduplicate(ref('a'), 'id', 'amount') }}";
    for (const adapter of ["postgres", "redshift", "snowflake", "bigquery", "databricks"] as const)
      expect(columns(sql, {}, { adapter }).names).toEqual(["id", "amount", "Extra"]);
  });

  it.each([
    ["a relation of unknown columns", "select {{ dbt_utils.star(ref('raw')) }} from {{ ref('raw') }}"],
    [
      "values of a column",
      "select {% for v in dbt_utils.get_column_values(ref('a'), 'id') %}1 as v{{ v }},{% endfor %} 1 as x",
    ],
    ["columns of a source that is only documented", "select {{ dbt_utils.star(source('s', 'told')) }} from t"],
  ])("do not claim to know all when asked for %s", (_, sql) => expect(columns(sql).complete).toBe(false));

  it("still tell what a model depends on", () => {
    const project = load({ ...base, "models/m.sql": "{{ dbt_utils.union_relations([ref('a'), ref('b')]) }}" });
    expect(node(project, "model.shop.m").dependsOn).toEqual(["model.shop.a", "model.shop.b"]);
  });
});

describe("a dbt_utils that is in the repository", () => {
  const vendored = {
    "dbt_packages/dbt_utils/dbt_project.yml": "name: dbt_utils",
    "dbt_packages/dbt_utils/macros/star.sql":
      "{% macro star(from) %}{% if not execute %}{{ return('*') }}{% endif %}{% endmacro %}{% macro group_by(n) %}its own{% endmacro %}",
  };

  it("gives way where columns decide, which it would ask a warehouse for", () => {
    const sql =
      "select {{ dbt_utils.star(ref('a'), except=['amount']) }} from {{ ref('a') }} {{ dbt_utils.group_by(1) }}";
    expect(columns(sql, vendored).names).toEqual(["id", "Extra"]);
  });
});
