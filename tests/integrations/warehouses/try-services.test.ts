import { expect, it } from "vitest";
import { tryBigQueryLogin } from "@/server/integrations/warehouses/bigquery/try-login";
import { tryDatabricksLogin } from "@/server/integrations/warehouses/databricks/try-login";
import { trySnowflakeLogin } from "@/server/integrations/warehouses/snowflake/try-login";
import { bigQuerySettings, startBigQuery } from "./bigquery-service";
import { databricksSettings, startDatabricks } from "./databricks-service";
import type { Override } from "./service";
import { snowflakeSettings, startSnowflake } from "./snowflake-service";

/** Answers `SELECT 1` as a service does, and leaves the rest to it. */
const one =
  (answer: object, isSignedIn: (authorization: string) => boolean): Override =>
  ({ body, headers }) =>
    body.includes("SELECT 1") && isSignedIn(headers.authorization ?? "") ? { status: 200, body: answer } : undefined;

const snowflakeOne = {
  statementHandle: "h",
  resultSetMetaData: { rowType: [{ name: "1", type: "fixed" }], partitionInfo: [{}] },
  data: [["1"]],
};
const bigQueryOne = { jobComplete: true, schema: { fields: [] }, rows: [{ f: [{ v: "1" }] }] };
const databricksOne = { statement_id: "x", status: { state: "SUCCEEDED" }, result: { data_array: [["1"]] } };

it("signs in to Snowflake, without a word for a database", async () => {
  const { ports } = await startSnowflake({ columns: {}, instead: one(snowflakeOne, (given) => given.length > 100) });
  const login = trySnowflakeLogin(ports);
  expect(await login({ ...snowflakeSettings, database: "" })).toBe(true);
  expect(await login({ ...snowflakeSettings, password: "hunter2" })).toBe(false);
  expect(await login({ ...snowflakeSettings, account: "" })).toBe(false);
});

it("signs in to BigQuery, in the project of the warehouse's settings", async () => {
  const { ports, asked } = await startBigQuery({ columns: {}, instead: one(bigQueryOne, () => true) });
  const login = tryBigQueryLogin(ports);
  expect(await login({ ...bigQuerySettings, "gc-project": "other-project" })).toBe(true);
  expect(asked.at(-1)?.path).toBe("/bigquery/v2/projects/other-project/queries");
  expect(await login({ credentials: "" })).toBe(false);
});

it("signs in to Databricks, and gives up where nothing answers", async () => {
  const { ports } = await startDatabricks({ columns: {}, instead: one(databricksOne, () => true) });
  expect(await tryDatabricksLogin(ports)(databricksSettings)).toBe(true);
  expect(await tryDatabricksLogin(ports)({ ...databricksSettings, oauthClientSecret: "wrong" })).toBe(false);
  const silent = await startDatabricks({ columns: {}, instead: () => null });
  expect(await tryDatabricksLogin(silent.ports, 200)(databricksSettings)).toBe(false);
});
