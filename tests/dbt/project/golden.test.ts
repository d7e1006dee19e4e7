import { readFileSync } from "node:fs";
import { beforeAll, describe, expect, it } from "vitest";
import { type LoadedProject, loadProject } from "@/server/dbt/load";
import { manifestNode, manifestSource } from "@/server/dbt/manifest/write-node";
import { plainToJson } from "@/server/dbt/plain";
import { compileNode } from "@/server/dbt/project/compile-node";
import { LoadSettings } from "@/server/dbt/settings";
import { fixtureSource } from "@/tests/dbt/support/folder-source";

const FIXTURE = new URL("../fixtures/dbt17/", import.meta.url);
const expected = JSON.parse(readFileSync(new URL("expected-manifest.json", FIXTURE), "utf8"));

type Json = Record<string, unknown>;
const asJson = (value: unknown): Json => JSON.parse(plainToJson(value));

/** Fields of dbt's manifest that say how its run went, not what the project is. */
const OF_THE_RUN = ["compiled", "compiled_code", "defer_relation", "config_call_dict", "patch_path_"];
const SOURCE_EXTRAS = ["external", "patch_path", "unrendered_config"];

function without(node: Json, keys: readonly string[]): Json {
  return Object.fromEntries(Object.entries(node).filter(([key]) => !keys.includes(key)));
}

describe("a project that real dbt 1.7.20 compiled", () => {
  let project: LoadedProject;
  beforeAll(() => {
    const settings = LoadSettings.parse({ schema: "dbt_default", targetName: "dev" });
    const loaded = loadProject({ source: fixtureSource(new URL("project/", FIXTURE)), settings });
    if (!loaded.nodes) throw new Error("the fixture did not load");
    project = loaded;
  });

  const nodes = Object.entries(expected.nodes as Record<string, Json>).filter(([id]) => !id.startsWith("test."));

  it.each(nodes)("gives %s every field that dbt gives it", (id, want) => {
    const node = project.nodes.get(id);
    expect(node, id).toBeDefined();
    if (node) expect(asJson(manifestNode(node))).toEqual(without(want, OF_THE_RUN));
  });

  it("has no node that dbt has not", () => {
    expect([...project.nodes.keys()].sort()).toEqual(nodes.map(([id]) => id).sort());
  });

  it.each(Object.entries(expected.sources as Record<string, Json>))(
    "gives %s every field that dbt gives it",
    (id, want) => {
      const table = project.sources.tables.find(({ uniqueId }) => uniqueId === id);
      expect(table && asJson(manifestSource(table))).toEqual(without(want, SOURCE_EXTRAS));
    },
  );

  it.each(Object.entries(expected.disabled as Record<string, Json[]>))("keeps %s among the disabled", (id, [want]) => {
    const node = project.disabled.find(({ uniqueId }) => uniqueId === id);
    expect(node && asJson(manifestNode(node))).toEqual(without(want ?? {}, OF_THE_RUN));
  });

  const compiled = nodes.filter(([, node]) => typeof node.compiled_code === "string");
  it.each(compiled)("compiles %s to dbt's bytes", (id, want) => {
    const node = project.nodes.get(id);
    expect(node && compileNode(project, node)).toEqual({ ok: true, sql: want.compiled_code, unknownMacros: [] });
  });

  it("finds nothing wrong but the references that the fixture leaves open", () => {
    expect(project.problems.filter(({ severity }) => severity === "error")).toEqual([]);
  });
});
