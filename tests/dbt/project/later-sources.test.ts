import { describe, expect, it } from "vitest";
import { manifestNode, manifestSource } from "@/server/dbt/manifest/write-node";
import type { DbtVersion } from "@/server/dbt/settings";
import { load, node } from "@/tests/dbt/support/project";

/** All that is expected here is what dbt 1.10's own manifest of these files says. */
const files = {
  "dbt_project.yml": `
name: later
sources:
  later:
    +freshness: {warn_after: {count: 9, period: day}}
    +loaded_at_field: of_project
    +meta: {from: project, kept: true}
    +tags: [of_project]`,
  "models/docs.md": "{% docs app %}App.{% enddocs %}",
  "models/days.sql": "select 1 as day, 2 as fiscal_day",
  "models/sources.yml": `
sources:
  - name: app
    freshness: {warn_after: {count: 1, period: day}, filter: "a > 1"}
    loaded_at_field: loaded
    meta: {a: 1}
    tags: [s]
    config: {meta: {b: 2}, tags: [sc], event_time: at}
    tables:
      - {name: plain, description: "Text {{ doc('later', 'app') }} and {{ doc('app') }}{# {{ doc('app') }} #}"}
      - {name: own, freshness: {error_after: {count: 2, period: hour}}, loaded_at_field: mine, meta: {a: 3}, tags: [t, s]}
      - {name: without, freshness: null, loaded_at_field: null}
      - name: configured
        config: {freshness: {warn_after: {count: 5, period: minute}, filter: f}, loaded_at_field: cf, meta: {c: 4}, tags: [tc]}
      - {name: switched_off, config: {freshness: null}}
      - {name: half, freshness: {warn_after: null}}
  - {name: bare, tables: [{name: one}]}
  - name: queried
    loaded_at_query: select 1
    tables: [{name: q1}, {name: q2, loaded_at_field: mine}, {name: q3, config: {loaded_at_query: select 2}}]`,
  "models/models.yml": `
models:
  - name: days
    description: "{{ doc('app') }}"
    time_spine:
      standard_granularity_column: day
      custom_granularities: [{name: fiscal, column_name: fiscal_day}]
    columns: [{name: day, granularity: day, description: "{{ doc('app') }}"}, {name: fiscal_day}]
    data_tests:
      - rows: {n: 1, config: {tags: [one, two]}}
      - rows: {name: other, n: 2, config: {tags: solo}}`,
  "macros/rows.sql":
    "{% test rows(model, n) %}{{ config(tags=['of_macro']) }}select * from {{ model }} limit {{ n }}{% endtest %}",
};

const loaded = (dbtVersion: DbtVersion) => load(files, { settings: { dbtVersion } });

function source(name: string, version: DbtVersion) {
  const table = loaded(version).sources.tables.find((each) => each.name === name);
  if (!table) throw new Error(`there is no source ${name}`);
  return manifestSource(table, version);
}

const days = (version: DbtVersion) => manifestNode(node(loaded(version), "model.later.days"), version);
const limit = (count: number | null, period: string | null) => ({ count, period });
const none = limit(null, null);
const freshness = (warn: object, error: object, filter: string | null = null) => ({
  warn_after: warn,
  error_after: error,
  filter,
});

describe("sources of dbt 1.10", () => {
  const facts = (name: string) => {
    const { config } = source(name, "1.10");
    return [config.freshness, config.loaded_at_field, config.loaded_at_query];
  };

  it("have their freshness in their config, a table's laid over its source's", () => {
    const ofProject = freshness(limit(9, "day"), none);
    expect(facts("plain")).toEqual([freshness(limit(1, "day"), none, "a > 1"), "loaded", null]);
    expect(facts("own")).toEqual([freshness(limit(1, "day"), limit(2, "hour"), "a > 1"), "mine", null]);
    expect(facts("without")).toEqual([null, null, null]);
    expect(facts("configured")).toEqual([freshness(limit(5, "minute"), none, "f"), "cf", null]);
    expect(facts("switched_off")).toEqual([null, "loaded", null]);
    expect(facts("half")).toEqual([ofProject, "loaded", null]);
    expect(facts("one")).toEqual([ofProject, null, null]);
    expect(facts("q1")).toEqual([ofProject, null, "select 1"]);
    expect(facts("q2")).toEqual([ofProject, "mine", null]);
    expect(facts("q3")).toEqual([ofProject, null, "select 2"]);
    expect(source("own", "1.10")).toMatchObject({ loaded_at_field: "mine", loaded_at_query: null });
  });

  it("have their meta and tags there too; the project's tags are hidden", () => {
    const ofProject = { from: "project", kept: true };
    expect(source("own", "1.10")).toMatchObject({
      ...{ meta: { ...ofProject, a: 3, b: 2 }, tags: ["s", "sc", "t"], source_meta: { a: 1, b: 2 } },
      config: { enabled: true, event_time: "at", meta: { ...ofProject, a: 3, b: 2 }, tags: ["s", "sc", "t"] },
    });
    expect(source("one", "1.10")).toMatchObject({ meta: ofProject, tags: [], config: { tags: [] } });
  });

  it("know less before: freshness alone since 1.9, nothing before it", () => {
    expect(source("own", "1.9").config).toMatchObject({ event_time: "at", freshness: { filter: "a > 1" } });
    expect(source("plain", "1.9").config).not.toHaveProperty("loaded_at_query");
    const old = source("own", "1.7");
    expect(old.config.freshness).toEqual({ warn_after: { count: 9, period: "day" } });
    expect(old.freshness).toEqual(freshness(limit(1, "day"), limit(2, "hour"), "a > 1"));
    expect(old).not.toHaveProperty("loaded_at_query");
  });
});

describe("what else later manifests tell", () => {
  it("names the doc blocks that descriptions write out, since 1.10", () => {
    expect(source("plain", "1.10").doc_blocks).toEqual(["doc.later.app", "doc.later.app"]);
    expect(days("1.10").doc_blocks).toEqual(["doc.later.app"]);
    expect(days("1.10").columns).toMatchObject({
      day: { doc_blocks: ["doc.later.app"] },
      fiscal_day: { doc_blocks: [] },
    });
    expect(days("1.9")).not.toHaveProperty("doc_blocks");
  });

  it("has time spines with their granularities, since 1.9", () => {
    expect(days("1.9")).toMatchObject({
      time_spine: {
        standard_granularity_column: "day",
        custom_granularities: [{ name: "fiscal", column_name: "fiscal_day" }],
      },
      columns: { day: { granularity: "day" }, fiscal_day: { granularity: null } },
    });
    expect(days("1.8")).not.toHaveProperty("time_spine");
  });

  it("repeats a test's tags in its config, since 1.9", () => {
    const tags = (version: DbtVersion) =>
      Array.from(loaded(version).tests().values(), ({ config, tags }) => [config.tags, tags]);
    expect(tags("1.10")).toEqual([
      [
        ["one", "two", "of_macro", "one", "two"],
        ["one", "two", "of_macro"],
      ],
      [
        ["solo", "of_macro", "solo"],
        ["solo", "of_macro"],
      ],
    ]);
    expect(tags("1.8").map(([config]) => config)).toEqual([
      ["of_macro", "one", "two"],
      ["of_macro", "solo"],
    ]);
  });
});
