import type { Page } from "playwright-core";
import { afterAll, afterEach, beforeAll, expect, it } from "vitest";
import { callApi } from "@/tests/support/call-api";
import { look, type Product, startProduct } from "@/tests/support/e2e";
import { joinAs } from "@/tests/support/join-as";

let product: Product;
let page: Page;

beforeAll(async () => {
  product = await startProduct();
  page = await product.newPage();
}, 600_000);

afterAll(() => product?.stop());

afterEach(() => expect(product.takeFaults()).toEqual([]));

const sourceAdmin = "1Mc8DKqCj3vrDvNml9Vhsc7Aebt";

interface Row {
  readonly id: string;
  readonly title: string;
  readonly uses: readonly { readonly kind: string; readonly id: string }[];
}

async function rows(kind: string): Promise<readonly Row[]> {
  const answer = await callApi(page, "resources.rows", { workspace: "sample", kind, limit: 200 });
  return (answer as { items: Row[] }).items;
}

it("shows whoever has a role for one source that source and what hangs on it, and nothing else", async () => {
  await page.goto("/sample");
  const destinations = await rows("destination");
  const [destination] = destinations;
  const source = destination?.uses.find(({ kind }) => kind === "source")?.id ?? "";
  const own = destinations.filter(({ uses }) => uses.some(({ id }) => id === source));
  const other = (await rows("source")).find(({ id }) => id !== source)?.id ?? "";
  const admin = await joinAs(product, page, { email: "one.source@example.com", roleId: sourceAdmin, sourceId: source });

  await admin.goto("/sample");
  await admin.getByRole("heading", { name: "Last changes" }).waitFor();
  expect(await admin.getByRole("link", { name: "Extensions" }).count()).toBe(0);
  expect(await look(admin, "overview-one-source")).toEqual([]);
  await admin.goto("/sample/connections/sources");
  expect(await admin.locator("tbody tr").count()).toBe(1);
  expect(await admin.getByRole("link", { name: "New source" }).count()).toBe(0);
  expect(await look(admin, "list-one-source")).toEqual([]);
  await admin.goto("/sample/connections/destinations");
  expect(await admin.locator("tbody tr").count()).toBe(own.length);
  await admin.getByRole("link", { name: "New destination" }).waitFor();
  await admin.goto(`/sample/connections/destinations/${destination?.id}`);
  await admin.getByRole("link", { name: "Edit" }).waitFor();
  await admin.goto(`/sample/connections/destinations/${destination?.id}?tab=history`);
  await admin.getByRole("heading", { level: 1 }).waitFor();

  await admin.goto("/sample/connections/functions");
  await admin.getByText("No functions that your roles show").waitFor();

  for (const path of [`/sample/connections/sources/${other}`, "/sample/settings/extensions"]) {
    await admin.goto(path);
    await admin
      .getByRole("heading", { name: /not found|does not exist|no page/i })
      .first()
      .waitFor();
  }
  product.takeFaults();
  await admin.context().close();
});

it("orders and finds warehouse connections by the names of what they join", async () => {
  await page.goto("/sample/connections/warehouse-connections?dir=desc");
  // Right-to-left names stand in isolation marks, which are no part of the order.
  const titles = (await page.locator("tbody th").allInnerTexts()).map((title) => title.replace(/[\u2066-\u2069]/g, ""));
  expect(titles.length).toBeGreaterThan(2);
  expect(titles).toEqual(titles.toSorted().toReversed());
  await page.goto("/sample/connections/warehouse-connections?q=zendesk+harbour");
  await page.locator("tbody th", { hasText: "Zendesk → Harbour warehouse" }).waitFor();
  expect(await page.locator("tbody tr").count()).toBe(1);
});

it("removes a warehouse's password, which no page ever shows", async () => {
  const settings = { hostname: "db.example.com", username: "segment", password: "to-be-removed-4711" };
  const state = { name: "Old cellar", enabled: true, metadata: { id: "l8jDQSyD2d" }, settings };
  await page.goto("/sample");
  const created = await callApi(page, "resources.create", { workspace: "sample", kind: "warehouse", state });
  const { id } = created as { id: string };
  await page.goto(`/sample/connections/warehouses/${id}/edit`);
  const remove = page.getByRole("button", { name: "Remove", exact: true });
  await remove.first().click();
  await page.getByText("Removed when you save.").waitFor();
  expect(await look(page, "form-secret-removed")).toEqual([]);
  await page.getByRole("button", { name: "Save" }).click();
  await page.waitForURL((url) => !url.pathname.endsWith("/edit"));
  await page.goto(`/sample/connections/warehouses/${id}?tab=settings`);
  await page.getByText("db.example.com").waitFor();
  expect(await page.getByText("Secret", { exact: true }).count()).toBe(0);
  await page.goto(`/sample/connections/warehouses/${id}?tab=history`);
  await page.getByText("A secret setting was changed.").waitFor();
});
