import type { Page } from "playwright-core";
import { afterAll, afterEach, beforeAll, expect, test } from "vitest";
import { files, smallProject } from "@/tests/domain/dbt-models/world";
import { callApi } from "@/tests/support/call-api";
import { look, type Product, startProduct } from "@/tests/support/e2e";
import { foreignCommit } from "@/tests/support/plain-git";
import { expectLightPage } from "@/tests/support/script-bytes";

let product: Product;
let page: Page;
let onTheWay: string[];
let project: string;

const branch = "analytics";
const extensions = "/sample/settings/extensions";
const models = "transform/models";
const commit = (content: Record<string, string | null>) =>
  foreignCommit(product.practiceRepository, content, "By hand", branch);
const state = (word: string) => page.locator("header").getByText(word, { exact: true });

beforeAll(async () => {
  product = await startProduct();
  page = await product.newPage();
  commit({
    ...smallProject(),
    [`${models}/staging/payments.sql`]:
      "{{ config(materialized='ephemeral') }}\nselect order_id, amount from {{ ref('orders') }}",
    [`${models}/marts/revenue.sql`]: "select sum(amount) as revenue from {{ ref('payments') }}",
    [`${models}/marts/old_report.sql`]: "{{ config(enabled=false) }}\nselect 1 as x",
    [`${models}/marts/broken.sql`]: "select * from {{ ref('nowhere') }}",
  });
  onTheWay = await walkThroughWizard();
}, 600_000);

afterAll(() => product?.stop());

afterEach(() => expect(product.takeFaults()).toEqual([]));

/** Sets a project up as a person does, and gives back what axe found on the way. */
async function walkThroughWizard(): Promise<string[]> {
  const found: string[] = [];
  const see = async (name: string) => found.push(...(await look(page, name)));
  const next = () => page.getByRole("button", { name: "Next", exact: true }).click();
  await page.goto(`${extensions}/dbt`);
  await page.getByRole("heading", { name: "No dbt project yet" }).waitFor();
  await see("dbt-none");
  await page.goto(extensions);
  await page.getByRole("link", { name: "Set up dbt model syncs" }).click();
  await page.getByRole("button", { name: "Use the practice repository" }).waitFor();
  await see("dbt-setup-1-credentials");
  await page.getByRole("button", { name: "Use the practice repository" }).click();
  const source = page.getByLabel("Reverse ETL warehouse source");
  await source.waitFor();
  const [first] = (await callApi(page, "dbtModels.warehouseSources", { workspace: "sample" })) as { id: string }[];
  await source.selectOption(first?.id ?? "");
  await see("dbt-setup-2-source");
  await next();
  await page.getByLabel("Branch").fill(branch);
  await see("dbt-setup-3-repository");
  await next();
  await page.getByRole("button", { name: "transform/" }).waitFor();
  expect(await page.getByLabel("Project path").inputValue()).toBe("transform");
  await page.getByLabel("Name", { exact: true }).fill("Shop");
  await page.getByLabel("Default schema").fill("");
  await page.getByRole("button", { name: "Save", exact: true }).click();
  await page.getByRole("link", { name: "Give the schema that models are built in by default." }).waitFor();
  // The refused form is an answer of 400, which the console calls an error.
  expect(product.takeFaults()).toHaveLength(1);
  await see("dbt-setup-4-error");
  await page.getByLabel("Database").fill("ledger");
  await page.getByLabel("Default schema").fill("prod");
  await page.getByRole("button", { name: "Save", exact: true }).click();
  await page.getByText(/The model sync has succeeded: 5 models/).waitFor({ timeout: 60_000 });
  await page.getByRole("button", { name: "Copy webhook secret" }).waitFor();
  await see("dbt-setup-5-done");
  await page.getByRole("link", { name: "Open the project" }).click();
  await state("Up to date").waitFor();
  project = new URL(page.url()).pathname;
  return found;
}

const openModel = async (name: string) => {
  await page.goto(`${project}/models`);
  await page.getByRole("link", { name, exact: true }).click();
  await page.getByRole("heading", { name, level: 1 }).waitFor();
};

test("the wizard binds a dbt project and ends with its first models", async () => {
  expect(onTheWay).toEqual([]);
  await page.goto(project);
  await page.getByText("1 warning. Everything else of the project is loaded.").waitFor();
  await page.getByText("transform/models/marts/broken.sql").first().waitFor();
  expect(await look(page, "dbt-project")).toEqual([]);
  await page.goto(`${extensions}/dbt`);
  await page.getByRole("link", { name: "Shop" }).waitFor();
  expect(await look(page, "dbt-projects")).toEqual([]);
  await page.goto(extensions);
  await page.getByText("5 models in 1 dbt project").waitFor();
});

test("models are searched and filtered, and shown with state and reason", async () => {
  await page.goto(`${project}/models`);
  await page.getByRole("row", { name: /broken.*Unresolved.*nowhere/ }).waitFor();
  await page.getByRole("row", { name: /payments.*Ephemeral/ }).waitFor();
  await page.getByRole("row", { name: /old_report.*Disabled/ }).waitFor();
  expect(await look(page, "dbt-models")).toEqual([]);
  await page.getByRole("searchbox").fill("buys");
  await page.waitForURL(/q=buys/);
  await expect.poll(() => page.getByRole("row").count()).toBe(2);
  await page.getByRole("link", { name: "customers" }).waitFor();
  await page.goto(`${project}/models?tag=mart&materialization=table&q=nothing`);
  await page.getByRole("heading", { name: "No models match" }).waitFor();
});

test("a model tells its columns, SQL and lineage, and becomes a Reverse ETL model", async () => {
  await openModel("customers");
  await page.getByText("The key", { exact: true }).waitFor();
  await page.getByText("These are all columns.").waitFor();
  await page.getByRole("row", { name: /unique_customers_id.*id.*Error/ }).waitFor();
  await page.getByRole("navigation", { name: "Breadcrumbs" }).getByRole("link", { name: "Shop" }).waitFor();
  expect(await look(page, "dbt-model")).toEqual([]);
  await page.getByRole("link", { name: "SQL", exact: true }).click();
  await page.locator("figure", { hasText: "Compiled SQL" }).waitFor();
  expect(await look(page, "dbt-model-sql")).toEqual([]);
  await openModel("orders");
  await page.getByRole("link", { name: "Lineage", exact: true }).click();
  await page.getByRole("link", { name: /payments\s*ephemeral/ }).waitFor();
  expect(await look(page, "dbt-lineage")).toEqual([]);
  await page.getByRole("link", { name: "Show as list" }).click();
  await page.getByRole("row", { name: /revenue.*2 steps after/ }).waitFor();
  expect(await look(page, "dbt-lineage-list")).toEqual([]);
  await page.getByRole("link", { name: "Use as Reverse ETL model" }).click();
  await expect.poll(() => page.getByLabel("Name", { exact: true }).inputValue()).toBe("orders");
  expect(await page.getByLabel("Query").first().inputValue()).toBe('select * from "ledger"."prod"."orders"');
});

test("Sync now shows what a commit changed, and a commit that fails leaves the last good models in force", async () => {
  commit({
    [`${models}/staging/orders.sql`]: "select 1 as order_id, 2 as amount, 'x' as email, 3 as tax",
    [`${models}/marts/customers.sql`]: null,
    [`${models}/marts/customers.yml`]: null,
    [`${models}/marts/buyers.sql`]: files.customers,
  });
  await page.goto(project);
  await page.getByRole("button", { name: "Sync now" }).click();
  await page.waitForURL(/\/runs\//);
  await state("Succeeded").waitFor();
  await page.getByRole("row", { name: /orders.*Columns new: tax/ }).waitFor();
  await page.getByRole("row", { name: /buyers.*Renamed/ }).waitFor();
  expect(await look(page, "dbt-run")).toEqual([]);

  commit({ "transform/dbt_project.yml": "name: [" });
  await page.goto(project);
  await page.getByRole("button", { name: "Sync now" }).click();
  await page.waitForURL(/\/runs\//);
  await state("Failed").waitFor();
  await page.getByRole("heading", { name: "The dbt project file cannot be read." }).waitFor();
  await page.getByRole("button", { name: "Retry" }).waitFor();
  await page
    .getByRole("row", { name: /Error.*transform\/dbt_project.yml:1/ })
    .first()
    .waitFor();
  expect(await look(page, "dbt-run-failed")).toEqual([]);
  await page.goto(project);
  await page.getByText("The last good models stay in force").waitFor();
  await page.getByRole("heading", { name: "Problems" }).waitFor();
  expect(await look(page, "dbt-project-failing")).toEqual([]);
  await page.goto("/sample");
  await page.getByText("dbt project “Shop”: The dbt project file cannot be read.").waitFor();
  await page.goto(`${project}/runs`);
  await page.getByRole("row", { name: /Sync now.*Failed.*cannot be read/ }).waitFor();
  expect(await look(page, "dbt-runs")).toEqual([]);
});

test("settings are changed, and the webhook's secret is made anew", async () => {
  commit({ "transform/dbt_project.yml": files.project });
  await page.goto(`${project}/settings`);
  expect(await look(page, "dbt-settings")).toEqual([]);
  await page.getByRole("button", { name: "Make a new secret" }).click();
  await page.getByRole("dialog").getByRole("button", { name: "Make a new secret" }).click();
  await page.getByRole("button", { name: "Copy webhook secret" }).waitFor();
  await page.getByLabel("Default schema").fill("analytics");
  await page.getByRole("button", { name: "Save", exact: true }).click();
  await page.waitForURL(/\/runs\//);
  await state("Succeeded").waitFor();
  await page.getByRole("row", { name: /orders.*"prod".*"analytics"/ }).waitFor();
});

test("a manifest is uploaded, refused when it is none, and removed", async () => {
  await page.goto(`${project}/settings`);
  const form = page.getByRole("form", { name: "Manifest" });
  const give = (name: string, text: string) =>
    form.getByLabel("manifest.json").setInputFiles({ name, mimeType: "application/json", buffer: Buffer.from(text) });
  const upload = form.getByRole("button", { name: "Upload" });
  expect(await upload.isDisabled()).toBe(true);
  await give("manifest.json", "{");
  await upload.click();
  await form.getByText(/^It cannot be used: /).waitFor();
  // The refusal is an answer of 422, which the console calls an error.
  expect(product.takeFaults()).toHaveLength(1);
  expect(await look(page, "dbt-manifest-refused")).toEqual([]);
  const schema = "https://schemas.getdbt.com/dbt/manifest/v12.json";
  await give("manifest.json", JSON.stringify({ metadata: { dbt_schema_version: schema }, nodes: {} }));
  await form.getByLabel("Commit").fill("nonsense");
  await upload.click();
  await form.getByText("Give a commit id of 7 to 40 characters, or none.").waitFor();
  expect(product.takeFaults()).toHaveLength(1);
  await form.getByLabel("Commit").fill("0123456");
  await upload.click();
  await page.getByText(/Version 12, 0 models, uploaded/).waitFor();
  await form.getByRole("button", { name: "Remove" }).click();
  await page.getByText(/Models are read from the files, which needs nothing/).waitFor();
  await state("Up to date").waitFor();
});

test("every page loads at most 200 kB of script, and stands in the dark and on a telephone", async () => {
  const run = await page
    .goto(`${project}/runs`)
    .then(() => page.getByRole("row").nth(1).getByRole("link").first().getAttribute("href"));
  const model = `${project}/models/model.shop.orders`;
  const paths = [
    project,
    `${project}/models`,
    model,
    `${model}?tab=sql`,
    `${model}?tab=lineage`,
    run ?? "",
    `${project}/settings`,
  ];
  for (const path of paths) await expectLightPage(product, path);
  const narrow = await product.newPage({ viewport: { width: 390, height: 844 }, colorScheme: "dark" });
  for (const [name, path] of [
    ["project", project],
    ["models", paths[1]],
    ["model", model],
    ["lineage", paths[4]],
    ["settings", paths[6]],
  ]) {
    await narrow.goto(path ?? "");
    expect(await look(narrow, `dbt-narrow-dark-${name}`)).toEqual([]);
    expect(await narrow.evaluate(() => document.documentElement.scrollWidth <= innerWidth), path).toBe(true);
  }
  await narrow.context().close();
}, 180_000);

test("a deleted project is gone from the list", async () => {
  await page.goto(`${project}/settings`);
  await page.getByRole("button", { name: "Delete dbt project" }).click();
  await page.getByRole("dialog").getByRole("button", { name: "Delete dbt project" }).waitFor();
  expect(await look(page, "dbt-delete")).toEqual([]);
  await page.getByRole("dialog").getByRole("button", { name: "Delete dbt project" }).click();
  await page.getByRole("heading", { name: "No dbt project yet" }).waitFor();
});
