import { describe, expect, it } from "vitest";
import { ColumnFinder } from "@/server/dbt/columns/model-columns";
import { seedColumns } from "@/server/dbt/columns/seed-columns";
import { load, node } from "@/tests/dbt/support/project";

const files = {
  "models/base.sql": "select id, name from {{ ref('people') }}",
  "models/wide.sql": "select b.*, 1 as one from {{ ref('base') }} b",
  "models/raw.sql": "select * from {{ source('app', 'events') }}",
  "models/open.sql": "select * from {{ source('app', 'other') }}",
  "models/bound.sql": "select 1 as x",
  "models/e.sql": "{{ config(materialized='ephemeral') }} select * from {{ ref('wide') }}",
  "models/f.sql": "select * from {{ ref('e') }}",
  "models/s.yml": [
    "models:",
    "  - {name: wide, columns: [{name: ID, description: the key, data_type: int}, {name: gone}]}",
    "  - {name: open, columns: [{name: told}]}",
    "  - {name: bound, config: {contract: {enforced: true}}, columns: [{name: x, data_type: int}]}",
    "sources: [{name: app, tables: [{name: events, columns: [{name: at}]}, {name: other}]}]",
  ].join("\n"),
  "seeds/people.csv": '"id",name,"a ""b"", c"\n1,x,y',
};

describe("a model's columns", () => {
  const project = load(files);
  const finder = new ColumnFinder(project);
  const columnsOf = (name: string) => finder.columnsOf(node(project, `model.shop.${name}`));
  const namesOf = (name: string) => columnsOf(name).columns.map((column) => column.name);

  it("come from SQL through models and seeds, with what the documentation adds", () => {
    expect(columnsOf("wide")).toMatchObject({
      complete: true,
      provenance: "sql",
      columns: [
        { name: "id", description: "the key", dataType: "int" },
        { name: "name" },
        { name: "one", description: "" },
      ],
    });
  });

  it("pass through ephemeral models", () => expect(namesOf("f")).toEqual(["id", "name", "one"]));

  it("say when a star was taken from a source's documentation", () => {
    expect(columnsOf("raw")).toMatchObject({ complete: true, assumedSources: ["source.shop.app.events"] });
  });

  it("fall back to documentation, incomplete, when nothing else is known", () => {
    expect(columnsOf("open")).toMatchObject({ complete: false, provenance: "properties", columns: [{ name: "told" }] });
  });

  it("are those of an enforced contract", () => {
    expect(columnsOf("bound")).toMatchObject({
      complete: true,
      provenance: "contract",
      columns: [{ name: "x", dataType: "int" }],
    });
  });

  it("are the catalog's above all else", () => {
    const catalog = new Map([["model.shop.bound", [{ name: "real", dataType: "text" }]]]);
    const told = new ColumnFinder(project, { catalog }).columnsOf(node(project, "model.shop.bound"));
    expect(told).toMatchObject({ provenance: "catalog", columns: [{ name: "real", dataType: "text" }] });
  });
});

describe("a seed's header", () => {
  it("may quote names and use another delimiter", () => {
    expect(seedColumns('"a,b";c ;"d""e"\n1;2;3', { delimiter: ";" })).toEqual(["a,b", "c", 'd"e']);
    expect(seedColumns("", {})).toEqual([]);
  });
});
