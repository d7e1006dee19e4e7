import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { describe, expect, it } from "vitest";
import { FolderSource } from "@/server/dbt/folder/folder-source";
import { loadProject } from "@/server/dbt/load";
import { manifestTest } from "@/server/dbt/manifest/write-test";
import { plainToJson } from "@/server/dbt/plain";
import { LoadSettings } from "@/server/dbt/settings";
import { load } from "@/tests/dbt/support/project";

const fixture = fileURLToPath(new URL("../fixtures/data-tests", import.meta.url));

/** dbt 1.7's own words for the project beside it. */
const expected = JSON.parse(readFileSync(`${fixture}/expected.json`, "utf8")) as {
  tests: Record<string, Record<string, unknown>>;
  disabled: string[];
};

function golden() {
  const settings = LoadSettings.parse({ schema: "dbt_default", targetName: "dev" });
  const project = loadProject({ source: new FolderSource(`${fixture}/project`), settings });
  if (!project.nodes) throw new Error("not loaded");
  return project;
}

const sorted = (values: unknown) => [...(values as unknown[])].map((value) => JSON.stringify(value)).sort();

describe("data tests as dbt names them", () => {
  const project = golden();

  it.each(Object.keys(expected.tests))("%s", (id) => {
    const test = project.tests().get(id);
    expect(test).toBeDefined();
    if (!test) return;
    const told = JSON.parse(plainToJson(manifestTest(project.context, test))) as Record<string, unknown>;
    const { refs, sources, depends_on, ...rest } = expected.tests[id] ?? {};
    expect(told).toMatchObject(rest);
    expect(sorted(told.refs)).toEqual(sorted(refs));
    expect(sorted(told.sources)).toEqual(sorted(sources));
    expect(sorted((told.depends_on as { nodes: string[] }).nodes)).toEqual(
      sorted((depends_on as { nodes: string[] }).nodes),
    );
  });

  it("are these and no others, besides those that are switched off", () => {
    const ids = [...project.tests().keys()].sort();
    expect(ids).toEqual([...Object.keys(expected.tests), ...expected.disabled].sort());
    for (const id of expected.disabled) expect(project.tests().get(id)?.enabled).toBe(false);
  });
});

describe("data tests of later versions", () => {
  it("reads data_tests and arguments as tests with arguments", () => {
    const declared = (text: string) =>
      [...load({ "models/m.sql": "select 1 as a", "models/s.yml": text }).tests().values()].map(
        ({ uniqueId }) => uniqueId,
      );
    const old = "models: [{name: m, columns: [{name: a, tests: [{accepted_values: {values: [1]}}]}]}]";
    const later =
      "models: [{name: m, columns: [{name: a, data_tests: [{accepted_values: {arguments: {values: [1]}}}]}]}]";
    expect(declared(later)).toEqual(declared(old));
    expect(declared(old)).toHaveLength(1);
  });

  it("keeps a test whose macro is not in the repository, and says so", () => {
    const tests = load({
      "packages.yml": "packages: [{package: dbt-labs/dbt_utils, version: 1.1.1}]",
      "models/m.sql": "select 1 as a",
      "models/s.yml": `models: [{name: m, tests: [dbt_utils.equal_rowcount: {compare_model: "ref('m')"}]}]`,
    }).tests();
    expect([...tests.values()]).toMatchObject([
      {
        name: "dbt_utils_equal_rowcount_m_ref_m_",
        attachedNode: "model.shop.m",
        dependsOn: ["model.shop.m"],
        unknownMacros: ["dbt_utils.test_equal_rowcount"],
      },
    ]);
  });
});

describe("a node's own list of tests", () => {
  it("has those declared on it and the singular ones that read it", () => {
    const project = load({
      "models/m.sql": "select 1 as a",
      "models/s.yml":
        "models: [{name: m, tests: [{relationships: {to: ref('m'), field: a, severity: warn}}], columns: [{name: a, tests: [unique]}]}]",
      "tests/small.sql": "select * from {{ ref('m') }} where a > 9",
    });
    expect(project.nodeTests().of("model.shop.m")).toMatchObject([
      { test: "unique", column: "a", arguments: {}, severity: "error", file: "models/s.yml" },
      { test: "relationships", column: null, arguments: { to: "ref('m')", field: "a" }, severity: "warn" },
      { test: null, uniqueId: "test.shop.small", file: "tests/small.sql" },
    ]);
  });
});
