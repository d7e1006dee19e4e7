import type { Page } from "playwright-core";
import { afterAll, afterEach, beforeAll, expect, test } from "vitest";
import { memberRoleId } from "@/server/core/permissions";
import { callApi } from "@/tests/support/call-api";
import { look, type Product, startProduct } from "@/tests/support/e2e";
import { joinAs } from "@/tests/support/join-as";
import { foreignCommit } from "@/tests/support/plain-git";

let product: Product;
let page: Page;
let project: string;

const branch = "extremes";
const rtlName = "مشروع المتجر الكبير (dbt) رقم ٤٢";
const longName = `a_model_${"whose_name_goes_on_and_".repeat(6)}on`;
const folder = Array.from({ length: 5 }, (_, index) => `${index}_${"folder".repeat(4)}`).join("/");

const call = <T>(path: string, input: object = {}) =>
  callApi(page, path, { workspace: "sample", ...input }) as Promise<T>;

/** A hub that 80 models read, one of them with a name, a folder and a description without end. */
function content(): Record<string, string> {
  const leaves = Array.from({ length: 80 }, (_, index) => [
    `models/leaves/leaf_${index}.sql`,
    `select order_id from {{ ref('${index % 2 ? "hub" : longName}') }}`,
  ]);
  return {
    "dbt_project.yml": "name: shop\nversion: '1.0'\n",
    "models/hub.sql": "select 1 as order_id",
    [`models/${folder}/${longName}.sql`]: `select order_id, ${Array.from({ length: 60 }, (_, n) => `${n} as ${"column".repeat(8)}_${n}`).join(", ")} from {{ ref('hub') }}`,
    [`models/${folder}/p.yml`]: `models: [{name: ${longName}, description: "${rtlName} ${"word".repeat(120)}", config: {tags: ["${"tag".repeat(30)}", mart]}}]\n`,
    ...Object.fromEntries(leaves),
  };
}

beforeAll(async () => {
  product = await startProduct();
  page = await product.newPage();
  await page.goto("/sample");
  foreignCommit(product.practiceRepository, content(), "By hand", branch);
  const { id: connectionId } = await call<{ id: string }>("gitConnections.usePractice");
  const { url } = await call<{ url: string }>("gitConnections.practice");
  const [source] = await call<{ id: string }[]>("dbtModels.warehouseSources");
  const settings = { name: rtlName, branch, database: "ledger", schema: "s".repeat(200), url, connectionId };
  const { id } = await call<{ id: string }>("dbtModels.create", { ...settings, sourceId: source?.id });
  project = `/sample/settings/extensions/dbt/${id}`;
  await page.goto(project);
  await page.locator("#main header").getByText("Up to date", { exact: true }).waitFor({ timeout: 60_000 });
}, 600_000);

afterAll(() => product?.stop());

afterEach(() => expect(product.takeFaults()).toEqual([]));

const shapes = [
  ["wide", { viewport: { width: 1280, height: 900 } }],
  ["narrow-dark", { viewport: { width: 360, height: 780 }, colorScheme: "dark" }],
] as const;

test.each(shapes)("long names, many columns and wide lineages stand on %s pages", async (shape, view) => {
  const model = `${project}/models/model.shop.${longName}`;
  const paths = {
    list: "/sample/settings/extensions/dbt",
    project,
    models: `${project}/models`,
    model,
    lineage: `${model}?tab=lineage`,
    runs: `${project}/runs`,
  };
  const on = await product.newPage(view);
  for (const [name, path] of Object.entries(paths)) {
    await on.goto(path);
    expect(await look(on, `dbt-extreme-${shape}-${name}`), path).toEqual([]);
    expect(await on.evaluate(() => document.documentElement.scrollWidth <= innerWidth), path).toBe(true);
  }
  await on.context().close();
});

test("a lineage that is larger than its box opens at its own node", async () => {
  await page.goto(`${project}/models/model.shop.hub?tab=lineage`);
  const box = page.getByRole("region", { name: "Lineage" });
  const own = box.getByRole("link", { name: /^hub/ });
  await own.waitFor();
  const inBox = async () => {
    const [outer, inner] = await Promise.all([box.boundingBox(), own.boundingBox()]);
    return outer && inner && inner.y >= outer.y && inner.y + inner.height <= outer.y + outer.height;
  };
  await expect.poll(inBox).toBe(true);
});

test("the list goes on by pages, and the lineage by the keyboard", async () => {
  await page.goto(`${project}/models`);
  await page.getByText("50 of 82").waitFor();
  await page.getByRole("link", { name: "Next" }).click();
  await page.getByText("32 of 82").waitFor();
  await page.goto(`${project}/models/model.shop.hub?tab=lineage`);
  await page.getByRole("region", { name: "Lineage" }).focus();
  await page.keyboard.press("Tab");
  await page.keyboard.press("Enter");
  await page.waitForURL(/tab=lineage/);
  await page.getByRole("heading", { name: "hub", level: 1 }).waitFor();
  expect(await page.getByRole("region", { name: "Lineage" }).getByRole("link").count()).toBe(82);
});

test("who may only look sees everything but actions and settings", async () => {
  const reader = await joinAs(product, page, { email: "looker@example.com", roleId: memberRoleId });
  await reader.goto(project);
  await reader.getByText("You can look, not change").waitFor();
  expect(await reader.getByRole("button", { name: "Sync now" }).count()).toBe(0);
  expect(await look(reader, "dbt-read-only")).toEqual([]);
  await reader.goto(`${project}/settings`);
  await reader.getByText("Your role does not show the settings of dbt projects").waitFor();
  await reader.goto("/sample/settings/extensions/dbt/setup");
  await reader.getByText("Your role does not show the set-up of dbt models").waitFor();
  await reader.goto(`${project}/models/model.shop.hub`);
  await reader.getByRole("heading", { name: "hub", level: 1 }).waitFor();
  await reader.context().close();
});
