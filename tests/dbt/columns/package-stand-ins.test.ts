import { describe, expect, it } from "vitest";
import { ColumnFinder } from "@/server/dbt/columns/model-columns";
import { compileNode } from "@/server/dbt/project/compile-node";
import type { LoadSettings } from "@/server/dbt/settings";
import { load, node } from "@/tests/dbt/support/project";

type Settings = Partial<LoadSettings>;

const base = {
  "dbt_project.yml": [
    "name: shop",
    "vars:",
    "  users: \"{{ source('app', 'users') }}\"",
    "  extra_columns: [{name: plan, alias: plan_name}, {name: seats, transform_sql: 'cast(seats as int)'}]",
    "  using_users: false",
  ].join("\n"),
  "packages.yml":
    "packages: [{package: fivetran/fivetran_utils, version: 0.4.10}, {package: calogica/dbt_date, version: 0.10.0}]",
  "models/sources.yml": "sources: [{name: app, tables: [{name: users, columns: [{name: id}, {name: Email}]}]}]",
  "models/users_tmp.sql": "select 1 as id, 'x' as email",
};

function loaded(sql: string, settings: Settings = {}) {
  const project = load({ ...base, "models/m.sql": sql }, { settings });
  const model = node(project, "model.shop.m");
  const found = new ColumnFinder(project).columnsOf(model);
  const compiled = compileNode(project, model);
  return {
    model,
    names: found.columns.map(({ name }) => name),
    complete: found.complete,
    unknown: compiled.ok ? compiled.unknownMacros : compiled.message,
    sql: compiled.ok ? compiled.sql.replace(/\s+/g, " ").trim() : "",
  };
}

describe("macros of fivetran_utils without the package", () => {
  it("names the wanted columns, whether the source has them or not", () => {
    const wanted =
      "[{'name': 'id', 'datatype': 'int'}, {'name': 'Email', 'datatype': 'text', 'alias': 'user_email'}, {'name': 'from', 'datatype': 'text', 'quote': true}]";
    const { names, complete, unknown, sql } = loaded(
      `{% set have = [{'name': 'ID'}] %}{% set want = ${wanted} %}{{ fivetran_utils.add_pass_through_columns(want, var('extra_columns')) }}
       select {{ fivetran_utils.fill_staging_columns(source_columns=have, staging_columns=want) }} {{ fivetran_utils.source_relation() }} from {{ ref('users_tmp') }}`,
    );
    expect([names, complete, unknown]).toEqual([
      ["id", "user_email", "from", "plan_name", "seats", "source_relation"],
      true,
      [],
    ]);
    expect(sql).toContain('id as id, cast(null as text) as user_email, cast(null as text) as "from"');
  });

  it("reads the variable's source, and says that it cannot know which schemas have the table", () => {
    const sql =
      "{{ fivetran_utils.union_data(table_identifier='users', database_variable='d', schema_variable='s', default_database='d', default_schema='app', default_variable='users') }}";
    const one = loaded(sql);
    expect(one.model.sources).toEqual([["app", "users"]]);
    expect([one.names, one.complete, one.unknown]).toEqual([["id", "Email"], true, []]);
    const several = loaded(sql, { vars: { union_schemas: ["shop_us", "shop_eu"] } });
    expect(several.names).toEqual(["id", "Email", "_dbt_source_relation"]);
    expect([several.complete, several.unknown]).toEqual([false, ["fivetran_utils.union_data"]]);
    expect(several.model.sources).toEqual([["app", "users"]]);
  });

  it("tells the united schemas apart", () => {
    const { names, sql } = loaded("select 1 as id {{ fivetran_utils.source_relation() }} from x", {
      vars: { union_schemas: ["Shop_US"] },
    });
    expect(names).toEqual(["id", "source_relation"]);
    expect(sql).toContain("like '%.shop_us.%' then 'shop_us' end as source_relation");
  });

  it.each<[string, string[]]>([
    [
      "select 1 as id {{ fivetran_utils.fill_pass_through_columns('extra_columns') }} from x",
      ["id", "plan_name", "seats"],
    ],
    [
      "select 1 as id {{ fivetran_utils.persist_pass_through_columns('extra_columns', identifier='u', transform='max') }} from u",
      ["id", "plan_name", "seats"],
    ],
    [
      "select {{ fivetran_utils.remove_prefix_from_columns([{'name': 'app_id'}, {'name': 'other'}, {'name': 'gone'}], 'app_', ['gone']) }} from x",
      ["id", "other"],
    ],
    [
      "select {{ fivetran_utils.max_bool('a') }} as a, {{ fivetran_utils.string_agg('b', \"','\") }} as b from x",
      ["a", "b"],
    ],
  ])("%s", (sql, names) => {
    const found = loaded(sql);
    expect([found.names, found.complete, found.unknown]).toEqual([names, true, []]);
  });

  it("switches a model off by its variables", () => {
    const project = load({
      ...base,
      "models/m.sql":
        "{{ config(enabled=fivetran_utils.enabled_vars(['using_users', 'using_orders'])) }} select 1 as id",
    });
    expect(project.disabled.map(({ name }) => name)).toEqual(["m"]);
  });

  it("knows no macro that it does not have", () => {
    expect(loaded("select {{ fivetran_utils.other('a') }} as a from x").unknown).toEqual(["fivetran_utils.other"]);
  });
});

const adapters = ["postgres", "redshift", "snowflake", "bigquery", "databricks"] as const;

describe("macros of dbt_date without the package", () => {
  it("has dates between two days as one column of the part's name", () => {
    const days = loaded("{{ dbt_date.get_base_dates('2020-01-01', '2020-02-01') }}");
    expect([days.names, days.complete, days.unknown]).toEqual([["date_day"], true, []]);
    expect(loaded("{{ dbt_date.get_base_dates(n_dateparts=52, datepart='week') }}").names).toEqual(["date_week"]);
    expect(loaded("{{ dbt_date.date_spine('hour', 'a', 'b') }}").names).toEqual(["date_hour"]);
  });

  it.each(adapters)("has the date dimension's columns on %s", (adapter) => {
    const { names, complete, unknown } = loaded("{{ dbt_date.get_date_dimension('2020-01-01', '2020-02-01') }}", {
      adapter,
    });
    const isLikePostgres = adapter === "postgres" || adapter === "redshift";
    expect([complete, unknown]).toEqual([true, []]);
    expect(names.includes("day_of_week_iso")).toBe(!isLikePostgres);
    expect(names).toHaveLength(isLikePostgres ? 35 : 36);
    expect(names.slice(0, 5)).toEqual([
      ...["date_day", "prior_date_day", "next_date_day", "prior_year_date_day", "prior_year_over_year_date_day"],
    ]);
    expect(names.slice(-3)).toEqual(["year_number", "year_start_date", "year_end_date"]);
  });

  it.each(adapters)("writes dates in the words of %s", (adapter) => {
    const calls = [
      ...["today()", "now('Europe/Berlin')", "tomorrow()", "yesterday('d')", "n_days_ago(7)", "n_weeks_away(2)"],
      ...[
        "last_month()",
        "next_month_number()",
        "last_month_name(short=false)",
        "day_name('d')",
        "month_name('d', false)",
      ],
      ...[
        "day_of_week('d', isoweek=false)",
        "day_of_month('d')",
        "day_of_year('d')",
        "week_start('d')",
        "week_end('d')",
      ],
      ...[
        "week_of_year('d')",
        "iso_week_start('d')",
        "iso_week_end('d')",
        "iso_week_of_year('d')",
        "date_part('month', 'd')",
      ],
      ...[
        "periods_since('d')",
        "round_timestamp('d')",
        "to_unixtimestamp('d')",
        "convert_timezone('d', 'America/New_York')",
      ],
    ];
    const items = calls.map((call, i) => `{{ dbt_date.${call} }} as c${i}`);
    const { names, complete, unknown } = loaded(`select ${items.join(", ")} from x`, { adapter });
    expect([names, complete, unknown]).toEqual([calls.map((_, i) => `c${i}`), true, []]);
  });

  it("takes the zone from the project's variable", () => {
    const { sql } = loaded("select {{ dbt_date.today() }} as d", { vars: { "dbt_date:time_zone": "Asia/Tokyo" } });
    expect(sql).toContain("at time zone 'Asia/Tokyo'");
  });
});
