import pg from "pg";
import type { Page } from "playwright-core";
import { afterAll, afterEach, beforeAll, expect, test } from "vitest";
import { smallProject } from "@/tests/domain/dbt-models/world";
import { callApi } from "@/tests/support/call-api";
import { look, type Product, startProduct } from "@/tests/support/e2e";
import { foreignCommit } from "@/tests/support/plain-git";
import { startTestPostgres, type TestPostgres } from "@/tests/support/test-postgres";

let product: Product;
let warehouse: TestPostgres;
let page: Page;
let project: string;

const branch = "warehouse";
const call = <T>(path: string, input: object = {}) =>
  callApi(page, path, { workspace: "sample", ...input }) as Promise<T>;

async function inWarehouse(sql: string): Promise<void> {
  const client = new pg.Client({ connectionString: warehouse.url });
  await client.connect();
  await client.query(sql).finally(() => client.end());
}

/** A source of the sample workspace leads to a warehouse that is really there, with one of two relations built. */
beforeAll(async () => {
  [product, warehouse] = await Promise.all([startProduct(), startTestPostgres()]);
  page = await product.newPage();
  await page.goto("/sample");
  await inWarehouse(
    "CREATE SCHEMA prod; CREATE TABLE prod.orders (order_id bigint, amount numeric(12,2), tax numeric)",
  );
  foreignCommit(product.practiceRepository, smallProject(), "By hand", branch);
  const { id: connectionId } = await call<{ id: string }>("gitConnections.usePractice");
  const { url } = await call<{ url: string }>("gitConnections.practice");
  const sources = await call<{ id: string; adapter: string }[]>("dbtModels.warehouseSources");
  const sourceId = sources.find(({ adapter }) => adapter === "postgres")?.id ?? "";
  const { hostname, port, username, password, pathname } = new URL(warehouse.url);
  const database = pathname.slice(1);
  const settings = { hostname, port, username, database, password: decodeURIComponent(password) || "any-password" };
  const { state } = await call<{ state: { settings: object } }>("resources.get", { kind: "source", id: sourceId });
  const changes = { settings: { ...state.settings, ...settings } };
  await call("resources.update", { kind: "source", id: sourceId, changes });
  const place = { branch, path: "transform", url, connectionId, sourceId, database, schema: "prod" };
  const { id } = await call<{ id: string }>("dbtModels.create", { name: "Shop", ...place });
  project = `/sample/settings/extensions/dbt/${id}`;
}, 600_000);

afterAll(async () => {
  await product?.stop();
  await warehouse?.stop();
});

afterEach(() => expect(product.takeFaults()).toEqual([]));

test("after a sync the warehouse has confirmed the columns, and differences are told", async () => {
  await page.goto(project);
  await page.getByText("Has 1 of 2 relations, whose columns it confirmed").waitFor();
  expect(await look(page, "dbt-warehouse-project")).toEqual([]);
  await page.goto(`${project}/models/model.shop.orders`);
  await page.getByRole("row", { name: /amount.*numeric\(12,2\).*Warehouse/ }).waitFor();
  await page.getByText("Not in the warehouse: email").waitFor();
  await page.getByText("Only in the warehouse: tax").waitFor();
  expect(await look(page, "dbt-warehouse-model")).toEqual([]);
});

test("a warehouse that is a service is asked, too, and what its settings lack is told in its own words", async () => {
  const settings = { account: "acme-x", database: "shop", warehouse: "small", username: "u", password: "a passphrase" };
  const source = {
    slug: "e2e-snowflake",
    name: "Shop on Snowflake",
    enabled: true,
    metadata: { id: "BQp3zGUgjV" },
    settings,
  };
  const { id: sourceId } = await call<{ id: string }>("resources.create", { kind: "source", state: source });
  const { id: connectionId } = await call<{ id: string }>("gitConnections.usePractice");
  const { url } = await call<{ url: string }>("gitConnections.practice");
  const place = { branch, path: "transform", url, connectionId, sourceId, database: "shop", schema: "prod" };
  const { id } = await call<{ id: string }>("dbtModels.create", { name: "Shop on Snowflake", ...place });
  await page.goto(`/sample/settings/extensions/dbt/${id}`);
  await page.getByText("The warehouse's API takes no passwords.").waitFor();
  await page.goto(`/sample/settings/extensions/dbt/${id}/models/model.shop.orders`);
  await page.getByRole("button", { name: "Check with the warehouse" }).click();
  await page.getByText(/programmatic access token of the user, or an unencrypted private key/).waitFor();
  expect(product.takeFaults()).toHaveLength(1);
  expect(await look(page, "dbt-warehouse-service")).toEqual([]);
});

test("a BigQuery source's form asks for the key file that its columns are asked with", async () => {
  const sources = await call<{ id: string; adapter: string }[]>("dbtModels.warehouseSources");
  const { id = "" } = sources.find(({ adapter }) => adapter === "bigquery") ?? {};
  await page.goto(`/sample/connections/sources/${id}/edit`);
  await page.getByRole("textbox", { name: "Credentials" }).fill('{\n"type": "service_account"\n}');
  await page.getByRole("button", { name: "Save" }).click();
  await page.waitForURL((url) => !url.pathname.endsWith("/edit"));
  await page.goto(`/sample/connections/sources/${id}/edit`);
  await page.getByText(/Set, changed/).waitFor();
});

test("Check with the warehouse asks again, and says why it cannot", async () => {
  await page.goto(`${project}/models/model.shop.customers`);
  await page.getByText("The warehouse has no such relation").waitFor();
  await inWarehouse("CREATE VIEW prod.customers AS SELECT order_id AS id, 'x'::text AS email FROM prod.orders");
  const check = page.getByRole("button", { name: "Check with the warehouse" });
  await check.click();
  await page.getByRole("row", { name: /id.*bigint.*The key.*Warehouse/ }).waitFor();
  await warehouse.stop();
  await check.click();
  await page.getByText(/The warehouse does not take connections from here|did not answer in time/).waitFor();
  // An answer of 503, which the console calls an error.
  expect(product.takeFaults()).toHaveLength(1);
  expect(await look(page, "dbt-warehouse-unreachable")).toEqual([]);
});
