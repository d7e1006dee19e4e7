import { describe, expect, it } from "vitest";
import { checkColumns } from "@/server/domain/dbt-models/check-columns";
import { describeProject } from "@/server/domain/dbt-models/describe-project";
import { getModel } from "@/server/domain/dbt-models/get-model";
import type { WarehouseDescribers } from "@/server/domain/warehouses/ports";
import { gitWorld, productDatabase } from "@/tests/domain/git-sync/world";
import { commit, type DbtWorld, dbtProjectOn, freshBranch, project, smallProject, work } from "./world";

const { db } = await productDatabase({ own: true });
const world = await gitWorld();
const users = '"analytics"."app"."users"';
const events = '"analytics"."app"."events"';

/** A warehouse whose tables can be changed between two looks. */
function liveWarehouse() {
  const tables = new Map<string, [name: string, dataType: string][]>();
  const describers: WarehouseDescribers = {
    postgres: async (_, names) => ({
      ok: true,
      relations: new Map(
        names.flatMap((name) => {
          const columns = tables.get(name);
          return columns ? [[name, columns.map(([column, dataType]) => ({ name: column, dataType }))] as const] : [];
        }),
      ),
    }),
  };
  return { tables, describers };
}

/** `users` reads all columns of a source, `events` names those it reads. */
async function withSources(): Promise<DbtWorld> {
  const branch = freshBranch();
  commit(world, branch, {
    ...smallProject(),
    "transform/models/app.yml": "sources: [{name: app, tables: [{name: users}, {name: events}]}]",
    "transform/models/users.sql": "select *, 1 as extra from {{ source('app', 'users') }}",
    "transform/models/events.sql": "select id from {{ source('app', 'events') }}",
  });
  const set = await dbtProjectOn(db, world, { branch });
  await work(set);
  return set;
}

const runs = ({ projectId }: DbtWorld) => db.dbtRun.findMany({ where: { projectId }, orderBy: { requestedAt: "asc" } });
const queued = async (set: DbtWorld) => (await runs(set)).filter(({ status }) => status === "queued");
const columnsOf = async ({ ctx, projectId }: DbtWorld, name: string) =>
  (await getModel(ctx, { projectId, uniqueId: `model.shop.${name}` })).columns;

/** Describes and syncs, as the durable function does, until nothing waits; gives how often it synced. */
async function settle(set: DbtWorld, describers: WarehouseDescribers): Promise<number> {
  for (let round = 0; round < 5; round++) {
    await describeProject({ db, describers }, set.projectId);
    if ((await queued(set)).length === 0) return round;
    await work(set);
  }
  throw new Error("It never comes to rest.");
}

describe("columns that the warehouse tells anew", () => {
  it("make the models that stand on them whole, without a push, once", async () => {
    const set = await withSources();
    expect((await columnsOf(set, "users")).complete).toBe(false);
    const { tables, describers } = liveWarehouse();
    tables.set(users, [["email", "text"]]);
    expect(await settle(set, describers)).toBe(1);
    const whole = await columnsOf(set, "users");
    expect(whole.complete).toBe(true);
    expect(whole.columns.map(({ name }) => name)).toEqual(["email", "extra"]);
    const [, run] = await runs(set);
    expect(run).toMatchObject({ trigger: "warehouse", actorLabel: "Tributary", status: "succeeded" });
    expect(run?.notes).toEqual([{ kind: "columns-described", text: expect.stringContaining("app.users") }]);
    expect((await project(set)).activeRunId).toBeNull();
  });

  it("sync nothing when no star reads them, or when only a type is another", async () => {
    const set = await withSources();
    const { tables, describers } = liveWarehouse();
    tables.set(events, [["id", "integer"]]).set('"analytics"."prod"."orders"', [["order_id", "integer"]]);
    expect(await settle(set, describers)).toBe(0);
    tables.set(users, [["email", "text"]]);
    await db.dbtProject.update({ where: { id: set.projectId }, data: { warehouseCheck: {} } });
    expect(await settle(set, describers)).toBe(1);
    tables.set(users, [["email", "varchar"]]);
    await db.dbtProject.update({ where: { id: set.projectId }, data: { warehouseCheck: {} } });
    expect(await settle(set, describers)).toBe(0);
  });

  it("are noticed when they change, or when the relation is gone", async () => {
    const set = await withSources();
    const { tables, describers } = liveWarehouse();
    tables.set(users, [["email", "text"]]);
    await settle(set, describers);
    const check = () =>
      checkColumns(set.ctx, describers, { projectId: set.projectId, uniqueId: "source.shop.app.users" });
    tables.set(users, [
      ["email", "text"],
      ["born", "date"],
    ]);
    expect(await check()).toEqual({ found: true });
    expect(await check()).toEqual({ found: true });
    expect(await queued(set)).toMatchObject([{ trigger: "warehouse" }]);
    await work(set);
    expect((await columnsOf(set, "users")).columns.map(({ name }) => name)).toEqual(["email", "born", "extra"]);
    expect(await settle(set, describers)).toBe(0);
    tables.delete(users);
    expect(await check()).toEqual({ found: false });
    await work(set);
    expect((await columnsOf(set, "users")).complete).toBe(false);
  });

  it("keep nobody busy when the warehouse tells others each time", async () => {
    const set = await withSources();
    let asked = 0;
    const describers: WarehouseDescribers = {
      postgres: async () => ({
        ok: true,
        relations: new Map([[users, [{ name: `column_${++asked}`, dataType: "text" }]]]),
      }),
    };
    expect(await settle(set, describers)).toBe(1);
    expect(asked).toBe(2);
  });
});
