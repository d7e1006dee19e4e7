import { expect, it } from "vitest";
import type { Ctx } from "@/server/core/ctx";
import { checkColumns } from "@/server/domain/dbt-models/check-columns";
import { describeProject } from "@/server/domain/dbt-models/describe-project";
import { getModel } from "@/server/domain/dbt-models/get-model";
import { createResource } from "@/server/domain/resources/create-resource";
import type { WarehouseDescribers } from "@/server/domain/warehouses/ports";
import { describeBigQueryWith } from "@/server/integrations/warehouses/bigquery/describe";
import { describeDatabricksWith } from "@/server/integrations/warehouses/databricks/describe";
import { describeSnowflakeWith } from "@/server/integrations/warehouses/snowflake/describe";
import { gitWorld, productDatabase } from "@/tests/domain/git-sync/world";
import { bigQuerySettings, startBigQuery } from "@/tests/integrations/warehouses/bigquery-service";
import { databricksSettings, startDatabricks } from "@/tests/integrations/warehouses/databricks-service";
import { snowflakeSettings, startSnowflake } from "@/tests/integrations/warehouses/snowflake-service";
import { commit, dbtProjectOn, freshBranch, project, smallProject, work } from "./world";

const { db } = await productDatabase();
const world = await gitWorld();

const sourceOf = (id: string, settings: object) => async (ctx: Ctx) => {
  const state = { slug: "bound", name: "Bound", enabled: true, metadata: { id }, settings: { ...settings } };
  return (await createResource(ctx, { kind: "source", state })).id;
};

async function projectOn(source: ReturnType<typeof sourceOf>, database: string) {
  const branch = freshBranch();
  commit(world, branch, smallProject());
  const set = await dbtProjectOn(db, world, { branch, database }, source);
  await work(set);
  return set;
}

const cases: readonly {
  readonly name: string;
  readonly source: ReturnType<typeof sourceOf>;
  readonly database: string;
  readonly describers: () => Promise<WarehouseDescribers>;
  readonly columns: readonly (readonly [name: string, dataType: string])[];
}[] = [
  {
    name: "Snowflake",
    source: sourceOf("BQp3zGUgjV", snowflakeSettings),
    database: "analytics",
    describers: async () => {
      const rest = [null, null, null, null] as const;
      const columns = [
        ["PROD", "CUSTOMERS", "ID", "NUMBER", null, "38", "0", null],
        ["PROD", "CUSTOMERS", "EMAIL", "TEXT", ...rest],
      ] as const;
      return { snowflake: describeSnowflakeWith((await startSnowflake({ columns: { ANALYTICS: columns } })).ports) };
    },
    columns: [
      ["ID", "NUMBER(38,0)"],
      ["EMAIL", "TEXT"],
    ],
  },
  {
    name: "BigQuery",
    source: sourceOf("78PbvP2yv8", bigQuerySettings),
    database: "acme-analytics",
    describers: async () => {
      const columns = [
        ["prod", "customers", "id", "INT64"],
        ["prod", "customers", "email", "STRING"],
      ] as const;
      const service = await startBigQuery({ columns: { "acme-analytics.prod": columns } });
      return { bigquery: describeBigQueryWith(service.ports) };
    },
    columns: [
      ["id", "INT64"],
      ["email", "STRING"],
    ],
  },
  {
    name: "Databricks",
    source: sourceOf("aSPS4yE0CZ", databricksSettings),
    database: "main",
    describers: async () => {
      const columns = [
        ["prod", "customers", "id", "bigint"],
        ["prod", "customers", "email", "string"],
      ] as const;
      return { databricks: describeDatabricksWith((await startDatabricks({ columns: { main: columns } })).ports) };
    },
    columns: [
      ["id", "bigint"],
      ["email", "string"],
    ],
  },
];

it.each(cases)("A dbt project bound to $name gets the columns that it confirms", async (given) => {
  const set = await projectOn(given.source, given.database);
  const describers = await given.describers();
  expect(await describeProject({ db, describers }, set.projectId)).toEqual({ ok: true, asked: 2, found: 1 });
  const { columns, warehouse } = await getModel(set.ctx, {
    projectId: set.projectId,
    uniqueId: "model.shop.customers",
  });
  expect(columns.provenance).toBe("warehouse");
  expect(columns.columns.map(({ name, dataType }) => [name, dataType])).toEqual(given.columns);
  expect(columns.columns[0]?.description).toBe("The key");
  expect(warehouse).toMatchObject({ found: true, missing: [], extra: [] });
  const one = { projectId: set.projectId, uniqueId: "model.shop.orders" };
  expect(await checkColumns(set.ctx, describers, one)).toEqual({ found: false });
});

it("What a person can do is told in the words of the warehouse's own settings", async () => {
  const set = await projectOn(sourceOf("BQp3zGUgjV", { ...snowflakeSettings, password: "hunter2" }), "analytics");
  const service = await startSnowflake({ columns: {} });
  const describers = { snowflake: describeSnowflakeWith(service.ports) };
  const one = { projectId: set.projectId, uniqueId: "model.shop.orders" };
  await expect(checkColumns(set.ctx, describers, one)).rejects.toMatchObject({
    code: "unavailable",
    data: { problem: "password-not-taken" },
    next: expect.stringContaining("programmatic access token"),
  });
  await describeProject({ db, describers }, set.projectId);
  const { warehouseCheck } = await project(set);
  expect(warehouseCheck).toMatchObject({ ok: false, title: "The warehouse's API takes no passwords." });
  expect(JSON.stringify(warehouseCheck)).not.toContain("hunter2");
});
