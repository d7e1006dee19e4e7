import { readdirSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { gzipSync } from "node:zlib";
import { describe, expect, it } from "vitest";
import { getModel } from "@/server/domain/dbt-models/get-model";
import { requestModelSync } from "@/server/domain/dbt-models/request-sync";
import { removeManifest, uploadManifest } from "@/server/domain/dbt-models/upload-manifest";
import { createDbtEngine } from "@/server/integrations/dbt/engine";
import { gitWorld, productDatabase } from "@/tests/domain/git-sync/world";
import { commit, type DbtWorld, dbtProjectOn, lastRun, project, work } from "./world";

const { db } = await productDatabase();
const world = await gitWorld();
const engine = createDbtEngine();
const fixture = fileURLToPath(new URL("../../dbt/fixtures/dbt17", import.meta.url));
const written = JSON.parse(readFileSync(`${fixture}/expected-manifest.json`, "utf8"));

function fixtureFiles(folder = ""): Record<string, string> {
  const found: Record<string, string> = {};
  for (const entry of readdirSync(`${fixture}/project/${folder}`, { withFileTypes: true })) {
    const path = folder === "" ? entry.name : `${folder}/${entry.name}`;
    if (entry.isDirectory()) Object.assign(found, fixtureFiles(path));
    else found[`transform/${path}`] = readFileSync(`${fixture}/project/${path}`, "utf8");
  }
  return found;
}

const uniqueId = "model.shop.stg_orders";

/** The manifest as dbt wrote it, with a fact that only it can know. */
function manifest(version = 11): string {
  const copy = structuredClone(written);
  copy.metadata.dbt_schema_version = `https://schemas.getdbt.com/dbt/manifest/v${version}.json`;
  copy.nodes[uniqueId].relation_name = '"told"."by"."manifest"';
  copy.nodes[uniqueId].compiled_code = "select 'as dbt compiled it'";
  return JSON.stringify(copy);
}

async function loadedProject(more: Record<string, string> = {}) {
  const set = await dbtProjectOn(db, world);
  commit(world, set.branch, { ...fixtureFiles(), ...more });
  await work(set);
  return set;
}

const upload = ({ ctx, projectId }: DbtWorld, content: string | Buffer, commitId: string | null = null) =>
  uploadManifest(ctx, engine, { projectId, content: Buffer.from(content), commit: commitId });

const relation = async ({ ctx, projectId }: DbtWorld) => (await getModel(ctx, { projectId, uniqueId })).relation.name;
const kinds = async (set: DbtWorld) => (await lastRun(set)).notes.map(({ kind }) => kind);

describe("an uploaded manifest", () => {
  it.each([9, 10, 11, 12])("of version %i gives its facts while the code is the same", async (version) => {
    const set = await loadedProject();
    const { facts } = await upload(set, gzipSync(manifest(version)));
    expect(facts).toMatchObject({ schemaVersion: version, dbtVersion: "1.7.20", projectName: "shop", compiled: true });
    await work(set);
    expect(await lastRun(set)).toMatchObject({ trigger: "manifest", status: "succeeded" });
    expect(await kinds(set)).toContain("manifest-used");
    const model = await getModel(set.ctx, { projectId: set.projectId, uniqueId });
    expect(model).toMatchObject({
      relation: { name: '"told"."by"."manifest"' },
      compiledSql: "select 'as dbt compiled it'",
    });
    expect(model.code.file).toBe("transform/models/staging/stg_orders.sql");
    expect((await project(set)).manifest).toMatchObject({ models: facts.models, commit: null });
  });

  it("is left aside when a model's code went on, and comes off again", async () => {
    const set = await loadedProject();
    const before = await relation(set);
    await upload(set, manifest());
    await work(set);
    const path = "transform/models/staging/stg_orders.sql";
    commit(world, set.branch, { [path]: `${fixtureFiles()[path]}\n-- later` });
    await requestModelSync(set.ctx, set.projectId);
    await work(set);
    expect(await kinds(set)).toContain("manifest-stale");
    expect(await relation(set)).toBe(before);
    await removeManifest(set.ctx, set.projectId);
    await work(set);
    expect(await project(set)).toMatchObject({ manifest: null });
  });

  it("of a named commit is used for that commit alone", async () => {
    const set = await loadedProject();
    const tip = (await project(set)).loaded?.commit ?? "";
    await upload(set, manifest(), tip.slice(0, 10));
    await work(set);
    expect(await relation(set)).toBe('"told"."by"."manifest"');
    commit(world, set.branch, { "README.md": "later" });
    await requestModelSync(set.ctx, set.projectId);
    await work(set);
    expect(await kinds(set)).toContain("manifest-stale");
    expect(await relation(set)).not.toBe('"told"."by"."manifest"');
  });

  it("is refused at its field when it is none, too old, or damaged", async () => {
    const set = await dbtProjectOn(db, world);
    const damaged = gzipSync(manifest()).subarray(0, 1000);
    for (const content of ["{", "[]", '{"metadata":{}}', manifest(8), manifest(13), damaged])
      await expect(upload(set, content)).rejects.toMatchObject({ code: "invalid", fields: [{ path: "manifest" }] });
    await expect(upload(set, manifest(), "main")).rejects.toMatchObject({ fields: [{ path: "commit" }] });
    expect(await db.dbtManifest.count({ where: { projectId: set.projectId } })).toBe(0);
  });
});

describe("a manifest in the repository", () => {
  it("is used when it fits the code beside it, and said to be stale when not", async () => {
    const fresh = await loadedProject({ "transform/target/manifest.json": manifest() });
    expect(await kinds(fresh)).toContain("manifest-used");
    expect(await relation(fresh)).toBe('"told"."by"."manifest"');
    const stale = await loadedProject({
      "transform/target/manifest.json": manifest(),
      "transform/models/new.sql": "select 1",
    });
    expect(await kinds(stale)).toContain("manifest-stale");
    const broken = await loadedProject({ "transform/target/manifest.json": "{" });
    expect(await kinds(broken)).toContain("manifest-stale");
    expect((await lastRun(broken)).status).toBe("succeeded");
  });
});
