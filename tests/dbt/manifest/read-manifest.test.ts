import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { readCatalog } from "@/server/dbt/manifest/read-catalog";
import { readManifest } from "@/server/dbt/manifest/read-manifest";
import { manifestNode } from "@/server/dbt/manifest/write-node";
import { plainToJson } from "@/server/dbt/plain";

const text = readFileSync(new URL("../fixtures/dbt17/expected-manifest.json", import.meta.url), "utf8");
const schema = (version: number) => `https://schemas.getdbt.com/dbt/manifest/v${version}.json`;
const withVersion = (version: number, nodes: unknown = {}) =>
  JSON.stringify({ metadata: { dbt_schema_version: schema(version) }, nodes });

describe("a manifest that dbt wrote", () => {
  const manifest = readManifest(text);

  it("says where it is from", () => {
    expect(manifest).toMatchObject({
      schemaVersion: 11,
      dbtVersion: "1.7.20",
      projectName: "shop",
      adapter: "postgres",
    });
  });

  it("gives the same models that are written to one", () => {
    const node = manifest.nodes.get("model.shop.stg_orders");
    const original = JSON.parse(text).nodes["model.shop.stg_orders"];
    const { compiled, compiled_code, ...rest } = original;
    expect(node && JSON.parse(plainToJson(manifestNode(node)))).toEqual(rest);
    expect(manifest.compiledCode.get("model.shop.stg_orders")).toBe(compiled_code);
    expect(compiled).toBe(true);
  });

  it("puts tests at their columns and keeps the disabled apart", () => {
    const [id] = manifest.nodes.get("model.shop.stg_orders")?.columns ?? [];
    expect(id?.tests.map(({ name }) => name)).toEqual(["unique", "not_null"]);
    expect(manifest.disabled.map(({ name }) => name).sort()).toEqual(["off_by_yaml", "old"]);
  });
});

describe("versions", () => {
  it.each([9, 10, 11, 12])("%d is read", (version) =>
    expect(readManifest(withVersion(version)).schemaVersion).toBe(version),
  );

  it("9 writes references as lists", () => {
    const nodes = { "model.p.m": { resource_type: "model", name: "m", refs: [["a"], ["q", "b"]] } };
    expect(readManifest(withVersion(9, nodes)).nodes.get("model.p.m")?.refs).toEqual([
      { name: "a", package: null, version: null },
      { name: "b", package: "q", version: null },
    ]);
  });

  it.each([
    [withVersion(8), /older/],
    [withVersion(13), /up to 12/],
    ["{}", /no dbt manifest/],
    ["[]", /no dbt manifest/],
    ["{", /not valid JSON/],
  ])("refuses %j", (bad, reason) => expect(() => readManifest(bad)).toThrow(reason));
});

describe("a catalog", () => {
  it("gives real columns in the relation's order", () => {
    const columns = { B: { name: "B", type: "text", index: 2 }, A: { name: "A", type: "int", index: 1 } };
    const catalog = readCatalog(JSON.stringify({ nodes: { "model.p.m": { columns } }, sources: {} }));
    expect(catalog.get("model.p.m")).toEqual([
      { name: "A", dataType: "int" },
      { name: "B", dataType: "text" },
    ]);
  });
});
