import { describe, expect, it } from "vitest";
import { checkColumns } from "@/server/domain/dbt-models/check-columns";
import { describeProject } from "@/server/domain/dbt-models/describe-project";
import { getModel } from "@/server/domain/dbt-models/get-model";
import { listModels } from "@/server/domain/dbt-models/list-models";
import { requestModelSync } from "@/server/domain/dbt-models/request-sync";
import { ListDbtModels } from "@/server/domain/dbt-models/schema";
import { createResource } from "@/server/domain/resources/create-resource";
import { removeResource } from "@/server/domain/resources/remove-resource";
import type { Description, WarehouseDescribers, WarehouseSettings } from "@/server/domain/warehouses/ports";
import { warehouseDescribers } from "@/server/integrations/warehouses/describers";
import { gitWorld, productDatabase } from "@/tests/domain/git-sync/world";
import { freshWorkspace } from "@/tests/support/database";
import {
  commit,
  type DbtWorld,
  dbtProjectOn,
  freshBranch,
  postgresCatalogId,
  project,
  smallProject,
  work,
} from "./world";

const { db, url } = await productDatabase({ own: true });
const world = await gitWorld();
const orders = '"analytics"."prod"."orders"';
const customers = '"analytics"."prod"."customers"';

/** A warehouse that answers from a table, and tells what it was asked. */
function fakeWarehouse(answer: Description) {
  const asked: { settings: WarehouseSettings; names: readonly string[] }[] = [];
  const describers: WarehouseDescribers = {
    postgres: async (settings, names) => {
      asked.push({ settings, names });
      return answer;
    },
  };
  return { asked, describers };
}

const told = (relations: Record<string, [name: string, dataType: string][]>): Description => ({
  ok: true,
  relations: new Map(
    Object.entries(relations).map(([name, columns]) => [
      name,
      columns.map(([column, dataType]) => ({ name: column, dataType })),
    ]),
  ),
});

async function loaded(given: object = {}): Promise<DbtWorld> {
  const branch = freshBranch();
  commit(world, branch, smallProject());
  const set = await dbtProjectOn(db, world, { branch, ...given });
  await work(set);
  return set;
}

async function syncAgain(set: DbtWorld): Promise<void> {
  await requestModelSync(set.ctx, set.projectId);
  await work(set);
}

const model = ({ ctx, projectId }: DbtWorld, name: string) =>
  getModel(ctx, { projectId, uniqueId: `model.shop.${name}` });
const list = ({ ctx, projectId }: DbtWorld) => listModels(ctx, ListDbtModels.parse({ projectId }));

describe("columns that the warehouse confirms", () => {
  it("are those it tells, with types, the project's descriptions and what differs", async () => {
    const set = await loaded();
    const { describers, asked } = fakeWarehouse(
      told({
        [customers]: [
          ["ID", "bigint"],
          ["loaded_at", "timestamp with time zone"],
        ],
      }),
    );
    expect(await describeProject({ db, describers }, set.projectId)).toEqual({ ok: true, asked: 2, found: 1 });
    expect(asked.map(({ names }) => names.toSorted())).toEqual([[customers, orders]]);
    const shown = await model(set, "customers");
    expect(shown.columns).toEqual({
      columns: [
        { name: "ID", dataType: "bigint", description: "The key", provenance: "warehouse" },
        { name: "loaded_at", dataType: "timestamp with time zone", description: "", provenance: "warehouse" },
      ],
      complete: true,
      provenance: "warehouse",
      assumedSources: [],
      expands: [],
    });
    expect(shown.warehouse).toMatchObject({ found: true, missing: ["email"], extra: ["loaded_at"] });
    const other = await model(set, "orders");
    expect(other.warehouse).toMatchObject({ found: false });
    expect(other.columns.provenance).toBe("sql");
    const { items } = await list(set);
    expect(items.map(({ name, columnCount, columnsComplete }) => [name, columnCount, columnsComplete])).toEqual([
      ["customers", 2, true],
      ["orders", 3, true],
    ]);
    expect((await project(set)).warehouseCheck).toMatchObject({ ok: true, asked: 2, found: 1 });
  });

  it("are asked for once after each set that comes into force, and forgotten with the model or its relation's name", async () => {
    const set = await loaded();
    const { describers, asked } = fakeWarehouse(told({ [orders]: [["order_id", "integer"]], [customers]: [] }));
    const look = () => describeProject({ db, describers }, set.projectId);
    await look();
    expect(await look()).toBeNull();
    commit(world, set.branch, {
      "transform/models/marts/customers.sql": null,
      "transform/models/staging/orders.sql": "{{ config(alias='all_orders') }} select 1 as order_id",
    });
    await syncAgain(set);
    expect((await model(set, "orders")).warehouse).toBeNull();
    await look();
    expect(asked.at(-1)?.names).toEqual(['"analytics"."prod"."all_orders"']);
    expect(await db.dbtDescription.count({ where: { projectId: set.projectId } })).toBe(1);
  });

  it("of a source are what a star over it stands for at the next sync, while the relation is called so", async () => {
    const set = await loaded();
    commit(world, set.branch, {
      "transform/models/app.yml": "sources: [{name: app, tables: [{name: users}]}]",
      "transform/models/staging/users.sql": "select *, 1 as extra from {{ source('app', 'users') }}",
    });
    await syncAgain(set);
    expect((await model(set, "users")).columns.complete).toBe(false);
    const { describers } = fakeWarehouse(told({ '"analytics"."app"."users"': [["email", "text"]] }));
    await describeProject({ db, describers }, set.projectId);
    await syncAgain(set);
    const whole = (await model(set, "users")).columns;
    expect(whole).toMatchObject({ complete: true, provenance: "sql", assumedSources: [] });
    expect(whole.columns.map(({ name }) => name)).toEqual(["email", "extra"]);
    commit(world, set.branch, {
      "transform/models/app.yml": "sources: [{name: app, schema: moved, tables: [{name: users}]}]",
    });
    await syncAgain(set);
    expect((await model(set, "users")).columns.complete).toBe(false);
  });

  it("are not known when the warehouse cannot be asked, which is no failure of the sync", async () => {
    const set = await loaded();
    const { describers } = fakeWarehouse({ ok: false, problem: "refused" });
    await describeProject({ db, describers }, set.projectId);
    const shown = await project(set);
    expect(shown.failure).toBeNull();
    expect(shown.warehouseCheck).toMatchObject({ ok: false, title: "The warehouse refused the sign-in." });
    const one = { projectId: set.projectId, uniqueId: "model.shop.orders" };
    await expect(checkColumns(set.ctx, describers, one)).rejects.toMatchObject({
      code: "unavailable",
      next: expect.stringContaining("username and password"),
    });
    expect((await model(set, "orders")).columns.provenance).toBe("sql");
  });
});

describe("Check with the warehouse", () => {
  it("asks a real Postgres with the source's own secret, and says when there is no such relation", async () => {
    const target = new URL(url);
    const password = decodeURIComponent(target.password) || "any-password";
    const database = target.pathname.slice(1);
    const { ctx } = await freshWorkspace(db);
    const set = await loaded({ database });
    const settings = { hostname: target.hostname, port: target.port, database, username: target.username, password };
    const state = { slug: "real", name: "Real", enabled: true, metadata: { id: postgresCatalogId }, settings };
    const { id } = await createResource(set.ctx, { kind: "source", state });
    await db.dbtProject.update({ where: { id: set.projectId }, data: { sourceId: id } });
    const check = () =>
      checkColumns(set.ctx, warehouseDescribers, { projectId: set.projectId, uniqueId: "model.shop.orders" });
    expect(await check()).toEqual({ found: false });
    await db.$executeRawUnsafe("CREATE SCHEMA prod");
    await db.$executeRawUnsafe("CREATE VIEW prod.orders AS SELECT 1 AS order_id, 'x'::text AS email");
    expect(await check()).toEqual({ found: true });
    expect((await model(set, "orders")).columns).toMatchObject({
      provenance: "warehouse",
      columns: [
        { name: "order_id", dataType: "integer" },
        { name: "email", dataType: "text" },
      ],
    });
    expect((await model(set, "orders")).warehouse).toMatchObject({ missing: ["amount"] });
    await expect(
      checkColumns(ctx, warehouseDescribers, { projectId: set.projectId, uniqueId: "model.shop.orders" }),
    ).rejects.toMatchObject({ code: "not-found" });
  });

  it("hands the secret to the warehouse's client alone", async () => {
    const set = await loaded();
    const settings = {
      hostname: "db.example.com",
      port: "5432",
      database: "d",
      username: "u",
      password: "s3cret-word",
    };
    const state = { slug: "own", name: "Own", enabled: true, metadata: { id: postgresCatalogId }, settings };
    const { id } = await createResource(set.ctx, { kind: "source", state });
    await db.dbtProject.update({ where: { id: set.projectId }, data: { sourceId: id } });
    const { describers, asked } = fakeWarehouse(told({}));
    await describeProject({ db, describers }, set.projectId);
    expect(asked[0]?.settings).toEqual(settings);
    expect(JSON.stringify([await project(set), await model(set, "orders")])).not.toContain("s3cret-word");
  });

  it("is refused to those who may only look, and for what has no relation", async () => {
    const set = await loaded();
    commit(world, set.branch, {
      "transform/models/staging/orders.sql":
        "{{ config(materialized='ephemeral') }} select 1 as order_id, 'x' as email",
    });
    await syncAgain(set);
    const { describers, asked } = fakeWarehouse(told({}));
    const one = { projectId: set.projectId, uniqueId: "model.shop.orders" };
    await expect(checkColumns(set.ctx, describers, one)).rejects.toMatchObject({ code: "invalid" });
    const reader = { ...set.ctx, access: { grants: [] } };
    await expect(checkColumns(reader, describers, one)).rejects.toMatchObject({ code: "forbidden" });
    expect(asked).toEqual([]);
  });

  it("says that the source is gone, or that its type cannot be asked", async () => {
    const set = await loaded();
    const one = { projectId: set.projectId, uniqueId: "model.shop.orders" };
    await expect(checkColumns(set.ctx, {}, one)).rejects.toMatchObject({ data: { problem: "type-not-supported" } });
    await removeResource(set.ctx, { kind: "source", id: set.sourceId });
    await expect(checkColumns(set.ctx, {}, one)).rejects.toMatchObject({ data: { problem: "source-missing" } });
  });
});
