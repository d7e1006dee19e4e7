import { describe, expect, it } from "vitest";
import { MemoryCache } from "@/server/dbt/cache";
import type { FileSource } from "@/server/dbt/files";
import { loadProject } from "@/server/dbt/load";
import { LoadSettings } from "@/server/dbt/settings";
import { allows } from "@/server/dbt/versions";
import { mapSource } from "@/tests/dbt/support/folder-source";
import { codes, load, node, sqlOf } from "@/tests/dbt/support/project";

describe("packages that are not in the checkout", () => {
  const files = {
    "packages.yml": "packages: [{package: org/tools, version: 1.0.0}]",
    "models/a.sql": "select 1 as id",
  };

  it("leave names and lineage right and say what is unknown", () => {
    const project = load({
      ...files,
      "models/b.sql": "{{ config(alias='bb') }} select {{ tools.stuff('x') + 1 }} from {{ ref('a') }}",
    });
    expect(node(project, "model.shop.b")).toMatchObject({
      alias: "bb",
      dependsOn: ["model.shop.a"],
      unknownMacros: ["tools.stuff"],
    });
    expect(codes(project)).toEqual(["package-missing"]);
  });

  it("are stood in for where their macros are common", () => {
    const project = load({
      ...files,
      "models/b.sql":
        "select {{ dbt_utils.generate_surrogate_key(['id', 'x']) }} as k from {{ ref('a') }} {{ dbt_utils.group_by(2) }}",
    });
    expect(sqlOf(project, "model.shop.b")).toContain(
      "md5(cast(coalesce(cast(id as TEXT), '_dbt_utils_surrogate_key_null_') || '-' ||",
    );
    expect(sqlOf(project, "model.shop.b")).toContain("group by 1,2");
  });
});

describe("projects written for later versions", () => {
  it("load with data_tests, nested test arguments, unit tests and unknown keys", () => {
    const files = {
      "dbt_project.yml": "name: shop\nflags: {x: 1}\ndata_tests: {+severity: warn}",
      "models/m.sql": "select 1 as id",
      "models/s.yml": [
        "models: [{name: m, columns: [{name: id, config: {meta: {pii: true}}, data_tests: [unique, {accepted_values: {arguments: {values: [1]}}}]}]}]",
        "unit_tests: [{name: u, model: m}]",
        "semantic_models: [{name: s}]",
      ].join("\n"),
    };
    const project = load(files, { settings: { dbtVersion: "1.10" } });
    const [column] = node(project, "model.shop.m").columns;
    expect(column?.tests.map(({ name, arguments: args }) => [name, args])).toEqual([
      ["unique", {}],
      ["accepted_values", { values: [1] }],
    ]);
    expect(column?.meta).toEqual({ pii: true });
    // 1.7 knows neither key: its manifest keeps both as they are.
    const [old] = node(load(files), "model.shop.m").columns;
    expect(old).toMatchObject({ meta: {}, extra: { config: { meta: { pii: true } } } });
    expect(old?.tests).toHaveLength(2);
    const rendered = load({
      "models/m.sql": "select 1 as id",
      "models/s.yml":
        "models: [{name: m, columns: [{name: id, data_tests: [{small: {max: \"{{ var('most', 3) }}\"}}]}]}]",
    });
    expect(node(rendered, "model.shop.m").columns[0]).toMatchObject({ extra: { data_tests: [{ small: { max: 3 } }] } });
    expect(codes(project)).toEqual([]);
  });

  it("may declare snapshots in YAML alone, and have newer config keys, when read as 1.9", () => {
    const files = {
      "models/m.sql": "select 1 as id",
      "snapshots/s.yml": "snapshots: [{name: snap, relation: ref('m'), config: {schema: snaps, unique_key: id}}]",
      "models/after.sql": "select * from {{ ref('snap') }}",
    };
    const later = load(files, { settings: { dbtVersion: "1.9" } });
    expect(node(later, "snapshot.shop.snap")).toMatchObject({ schema: "base_snaps", dependsOn: ["model.shop.m"] });
    expect(node(later, "model.shop.after").dependsOn).toEqual(["snapshot.shop.snap"]);
    expect(node(later, "model.shop.m").config).toMatchObject({ lookback: 1 });
    expect(node(load(files), "model.shop.m").config).not.toHaveProperty("lookback");
  });

  it("are reported when they ask for another version", () => {
    expect(codes(load({ "dbt_project.yml": "name: shop\nrequire-dbt-version: ['>=1.9.0', '<2.0.0']" }))).toEqual([
      "dbt-version",
    ]);
    expect(codes(load({ "dbt_project.yml": "name: shop\nrequire-dbt-version: '>=1.3.0,<2.0.0'" }))).toEqual([]);
  });

  it.each([
    [">=1.8.0", "1.7", false],
    [">=1.7.5", "1.7", true],
    ["<1.8.0", "1.7", true],
    ["<1.7.0", "1.7", false],
    ["1.10.0", "1.10", true],
    ["nonsense", "1.7", true],
  ] as const)("%s allows %s: %s", (condition, version, expected) => expect(allows(condition, version)).toBe(expected));
});

describe("Python models", () => {
  it("are read for their literal calls, never run", () => {
    const python = [
      "def model(dbt, session):",
      '    """ dbt.ref("in_a_text") """',
      "    dbt.config(materialized='incremental', tags=['a', 'b'], n=-1, skip=f'{x}')",
      "    # dbt.ref('in_a_comment')",
      "    return dbt.ref('other', 'a').join(dbt.ref(\"b\", v=2)), dbt.source('s', 't'), dbt.ref(name)",
    ].join("\n");
    const { config, refs, sources } = node(load({ "models/p.py": python }), "model.shop.p");
    expect(config).toMatchObject({ materialized: "incremental", tags: ["a", "b"], n: -1 });
    expect(refs).toEqual([
      { name: "a", package: "other", version: null },
      { name: "b", package: null, version: 2 },
    ]);
    expect(sources).toEqual([["s", "t"]]);
  });
});

describe("a load with the cache of an earlier one", () => {
  const settings = LoadSettings.parse({ schema: "base" });

  function counted(files: Record<string, string>): { source: FileSource; read: string[] } {
    const [inner, read] = [mapSource(files), [] as string[]];
    const note = (path: string) => {
      read.push(path);
      return inner.read(path);
    };
    return { read, source: { list: () => inner.list(), read: note } };
  }

  it("reads properties and macros only where they changed, and gives the same result", () => {
    const cache = new MemoryCache();
    const files = {
      "dbt_project.yml": "name: shop",
      "models/a.sql": "select 1",
      "models/b.sql": "select * from {{ ref('a') }}",
      "models/s.yml": "models: [{name: a, description: d}]",
    };
    loadProject({ source: counted(files).source, settings, cache });
    const changed = counted({ ...files, "models/b.sql": "select 2 from {{ ref('a') }}" });
    const again = loadProject({ source: changed.source, settings, cache });
    // A model's text is part of the result and is not kept a second time.
    expect(new Set(changed.read)).toEqual(new Set(["models/a.sql", "models/b.sql"]));
    const fresh = loadProject({ source: changed.source, settings });
    expect([...(again.nodes?.values() ?? [])]).toEqual([...(fresh.nodes?.values() ?? [])]);
  });

  it("reads each properties file once, with a cache or without one", () => {
    const files = { "dbt_project.yml": "name: shop", "models/s.yml": "models: [{name: a}]\nsources: [{name: s}]" };
    for (const cache of [undefined, new MemoryCache()]) {
      const { read, source } = counted(files);
      loadProject({ source, settings, ...(cache ? { cache } : {}) });
      expect(read.filter((path) => path === "models/s.yml")).toHaveLength(1);
    }
  });

  it("renders everything again when a macro changes", () => {
    const cache = new MemoryCache();
    const files = {
      "dbt_project.yml": "name: shop",
      "models/a.sql": "{{ config(tags=t()) }}",
      "macros/t.sql": "{% macro t() %}one{% endmacro %}",
    };
    loadProject({ source: mapSource(files), settings, cache });
    const loaded = loadProject({
      source: mapSource({ ...files, "macros/t.sql": "{% macro t() %}two{% endmacro %}" }),
      settings,
      cache,
    });
    expect(loaded.nodes?.get("model.shop.a")?.tags).toEqual(["two"]);
  });
});

describe("one name in two packages", () => {
  const files = {
    "dbt_project.yml": "name: shop\nvars: {v: root}",
    "models/same.sql": "select 1",
    "models/s.yml": "sources: [{name: s, tables: [{name: t}]}]",
    "docs/d.md": "{% docs d %}of the root{% enddocs %}",
    "models/d.md": "{% docs d %}of the root{% enddocs %}",
    "dbt_packages/p/dbt_project.yml": "name: p\nvars: {v: own}",
    "dbt_packages/p/models/same.sql": "{{ config(schema='other') }} select 1",
    "dbt_packages/p/models/reader.sql": "select '{{ var('v') }}' from {{ ref('same') }}, {{ source('s', 't') }}",
    "dbt_packages/p/models/d.md": "{% docs d %}of the package{% enddocs %}",
    "dbt_packages/p/models/s.yml": [
      "sources: [{name: s, tables: [{name: t}]}]",
      "models: [{name: reader, description: \"{{ doc('d') }}, {{ doc('p', 'd') }}\"}]",
    ].join("\n"),
  };

  it("means the root project's, for a package's references and descriptions too", () => {
    const reader = node(load(files), "model.p.reader");
    expect(reader.dependsOn.sort()).toEqual(["model.shop.same", "source.shop.s.t"]);
    expect(reader.description).toBe("of the root, of the package");
  });
});
