import { describe, expect, it } from "vitest";
import { getModel } from "@/server/domain/dbt-models/get-model";
import { requestModelSync } from "@/server/domain/dbt-models/request-sync";
import { gitWorld, productDatabase } from "@/tests/domain/git-sync/world";
import { allowPartialFetch, commit, dbtProjectOn, files, lastRun, project, smallProject, work } from "./world";

const { db } = await productDatabase();
const world = await gitWorld();
allowPartialFetch(world);

async function loadedProject(given: Parameters<typeof dbtProjectOn>[2] = {}) {
  const set = await dbtProjectOn(db, world, given);
  commit(world, set.branch, { ...smallProject(), "README.md": "outside" });
  await work(set);
  return set;
}

describe("the initial model sync", () => {
  it("puts the models of the branch in force, with columns, SQL and relation names", async () => {
    const set = await loadedProject();
    const shown = await project(set);
    expect(shown).toMatchObject({
      failure: null,
      loaded: { projectName: "shop", counts: { models: 2 }, current: true },
    });
    const run = await lastRun(set);
    expect(run).toMatchObject({ trigger: "initial", status: "succeeded", changes: [], problems: [] });
    expect(run.phases.map(({ name }) => name)).toEqual(["connect", "fetch", "read", "load", "compare", "record"]);
    const model = await getModel(set.ctx, { projectId: set.projectId, uniqueId: "model.shop.customers" });
    expect(model).toMatchObject({
      state: "ready",
      materialized: "table",
      tags: ["mart"],
      description: "Who buys",
      relation: { name: '"analytics"."prod"."customers"', schema: "prod", identifier: "customers" },
      compiledSql: 'select order_id as id, email from "analytics"."prod"."orders"',
      columns: { complete: true, provenance: "sql" },
      code: { file: "transform/models/marts/customers.sql", text: files.customers, commit: run.commit },
      parents: [{ uniqueId: "model.shop.orders" }],
      children: [],
    });
    expect(model.columns.columns.map(({ name, description }) => [name, description])).toEqual([
      ["id", "The key"],
      ["email", ""],
    ]);
    expect(model.tests.map(({ column, test, name, severity }) => [column, test, name, severity])).toEqual([
      ["id", "unique", "unique_customers_id", "error"],
      ["id", "not_null", "not_null_customers_id", "error"],
    ]);
  });

  it("fetches nothing but the project's folder", async () => {
    const set = await loadedProject();
    const run = await lastRun(set);
    expect(run.counts.files).toBe(4);
  });
});

describe("a later model sync", () => {
  it("tells what was added, removed, renamed and changed", async () => {
    const set = await loadedProject();
    commit(world, set.branch, {
      "transform/models/staging/orders.sql": "select 1 as order_id, 2.5 as total, 'x' as email",
      "transform/models/marts/customers.sql": null,
      "transform/models/marts/buyers.sql": files.customers,
      "transform/models/marts/customers.yml": null,
      "transform/models/marts/items.sql": "{{ config(schema='extra') }} select 1 as item_id",
    });
    await requestModelSync(set.ctx, set.projectId);
    await work(set);
    const run = await lastRun(set);
    expect(run).toMatchObject({ trigger: "manual", status: "succeeded", counts: { added: 1, renamed: 1, changed: 1 } });
    expect(run.changes).toMatchObject([
      { kind: "renamed", uniqueId: "model.shop.buyers", previousId: "model.shop.customers" },
      {
        kind: "changed",
        uniqueId: "model.shop.orders",
        facts: { columns: { added: ["total"], removed: ["amount"], complete: true }, sql: true },
      },
      { kind: "added", uniqueId: "model.shop.items" },
    ]);
    await expect(getModel(set.ctx, { projectId: set.projectId, uniqueId: "model.shop.customers" })).rejects.toThrow(
      /no dbt model/,
    );
  });

  it("says when one setting moves every relation", async () => {
    const set = await loadedProject();
    const many = Array.from({ length: 12 }, (_, n) => [`transform/models/m${n}.sql`, `select ${n} as x`]);
    commit(world, set.branch, Object.fromEntries(many));
    await requestModelSync(set.ctx, set.projectId);
    await work(set);
    commit(world, set.branch, {
      "transform/macros/names.sql": "{% macro generate_schema_name(custom, node) %}elsewhere{% endmacro %}",
    });
    await requestModelSync(set.ctx, set.projectId);
    await work(set);
    const run = await lastRun(set);
    expect(run.counts).toMatchObject({ changed: 14, relationsRenamed: 14 });
    expect(run.notes.map(({ kind }) => kind)).toContain("all-relations-moved");
    expect(run.changes[0]?.facts.relation?.after).toBe(
      '"analytics"."elsewhere"."buyers"'.replace("buyers", "customers"),
    );
  });

  it("finds nothing to say about a commit elsewhere in the repository", async () => {
    const set = await loadedProject();
    commit(world, set.branch, { "docs/readme.md": "news" });
    await requestModelSync(set.ctx, set.projectId);
    await work(set);
    const run = await lastRun(set);
    expect(run).toMatchObject({ status: "succeeded", changes: [], counts: { unchanged: 2 } });
    expect((await project(set)).loaded?.commit).toBe(run.commit);
  });
});
