import { describe, expect, it } from "vitest";
import { load, node } from "@/tests/dbt/support/project";

describe("paths of a project", () => {
  const files = {
    "dbt_project.yml": 'name: shop\nmodel-paths: ["./models"]\ntest-paths: ["checks/"]\nseed-paths: ["."]',
    "models/marts/m.sql": "select 1 as id",
    "models/marts/m.yml": "models: [{name: m, columns: [{name: id, tests: [unique]}]}]",
    "models/app.yml": "sources: [{name: app, tables: [{name: orders}]}]",
    "checks/none.sql": "select * from {{ ref('m') }} where false",
  };

  it("are shown as they are written, as dbt does", () => {
    const project = load(files);
    const model = node(project, "model.shop.m");
    expect(model).toMatchObject({
      path: "marts/m.sql",
      originalFilePath: "./models/marts/m.sql",
      file: "models/marts/m.sql",
      patchPath: "shop://./models/marts/m.yml",
      fqn: ["shop", "marts", "m"],
    });
    const tests = [...project.tests().values()].map(({ originalFilePath, fqn }) => [originalFilePath, fqn.join(".")]);
    expect(tests).toEqual([
      ["./models/marts/m.yml", "shop.marts.unique_m_id"],
      ["checks/none.sql", "shop.none"],
    ]);
  });

  it("say where a source is declared, from the project and from the top", () => {
    const below = Object.fromEntries(Object.entries(files).map(([path, text]) => [`transform/${path}`, text]));
    const project = load(below, { settings: { projectPath: "transform" } });
    expect(project.sources.tables).toMatchObject([
      { originalFilePath: "./models/app.yml", file: "transform/models/app.yml" },
    ]);
  });
});
