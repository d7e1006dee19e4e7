import type { Page } from "playwright-core";
import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import { callApi } from "@/tests/support/call-api";
import { look, type Product, startProduct } from "@/tests/support/e2e";

let product: Product;
let page: Page;

beforeAll(async () => {
  product = await startProduct();
  page = await product.newPage();
}, 600_000);

afterAll(() => product?.stop());

afterEach(() => expect(product.takeFaults()).toEqual([]));

const rowNames = () => page.locator("tbody th").allInnerTexts();
const openSource = async (name: string, tab = "") => {
  await page.goto(`/sample/connections/sources?q=${encodeURIComponent(name)}`);
  await page.getByRole("link", { name, exact: true }).click();
  await page.getByRole("heading", { level: 1, name }).waitFor();
  if (tab)
    await page
      .getByRole("navigation", { name: /^Views/ })
      .getByRole("link", { name: tab })
      .click();
};

describe("lists", () => {
  it("are searched, narrowed and sorted through their address", async () => {
    await page.goto("/sample/connections/sources");
    await page.getByRole("heading", { level: 1, name: "Sources" }).waitFor();
    expect(await look(page, "list-sources")).toEqual([]);
    await page.getByRole("searchbox").fill("booking website");
    await page.waitForURL(/q=booking/);
    await page.getByText("3 of 3").waitFor();
    await page.getByRole("button", { name: /State/ }).click();
    await page.getByLabel("Disabled").check();
    await page.waitForURL(/state=disabled/);
    await page.getByText("1 of 1").waitFor();
    expect(await rowNames()).toEqual(["Booking website (staging)"]);
    await page.reload();
    expect(await rowNames()).toEqual(["Booking website (staging)"]);
    await page.getByRole("link", { name: "Clear" }).click();
    await page.getByText("30 of 30").waitFor();
    await page.getByRole("link", { name: "Name" }).click();
    await page.waitForURL(/dir=desc/);
    await expect.poll(rowNames).toSatisfy((names: string[]) => names.at(-1) === "Booking website");
  });

  it("say that nothing matches, and offer the whole list", async () => {
    await page.goto("/sample/connections/destinations?q=nothing-is-called-so");
    await page.getByRole("heading", { name: "No destinations match" }).waitFor();
    expect(await look(page, "list-nothing-matches")).toEqual([]);
  });

  it.each([
    ["connections/destinations", "Destinations"],
    ["connections/mappings", "Mappings"],
    ["connections/filters", "Filters"],
    ["connections/warehouses", "Warehouses"],
    ["connections/warehouse-connections", "Warehouse connections"],
    ["connections/profiles-warehouses", "Profiles warehouses"],
    ["connections/functions", "Functions"],
    ["connections/insert-functions", "Insert functions"],
    ["connections/reverse-etl", "Reverse ETL"],
    ["protocols/tracking-plans", "Tracking plans"],
    ["protocols/connections", "Tracking plan connections"],
    ["protocols/transformations", "Transformations"],
    ["settings/access/users", "Users"],
    ["settings/access/groups", "Groups"],
    ["settings/access/labels", "Labels"],
  ])("and details of %s have nothing that axe finds wrong", async (route, heading) => {
    await page.goto(`/sample/${route}`);
    await page.getByRole("heading", { level: 1, name: heading, exact: true }).waitFor();
    expect(await look(page, `list-${route.replaceAll("/", "-")}`)).toEqual([]);
    await page.locator("tbody th a").first().click();
    await page.getByText("Last change").first().waitFor();
    await page.getByRole("heading", { name: "Used by" }).waitFor();
    expect(await look(page, `detail-${route.replaceAll("/", "-")}`)).toEqual([]);
  });
});

describe("a resource's page", () => {
  it("switches it off, and its history says who changed what", async () => {
    await openSource("Freight API");
    await page.getByRole("button", { name: "Disable" }).click();
    await page.getByRole("button", { name: "Enable" }).waitFor();
    await page.getByRole("link", { name: "History" }).click();
    await page.getByText("Source disabled").first().waitFor();
    const entry = page.locator("li", { hasText: "Source disabled" }).first();
    expect(await entry.textContent()).toContain("olga@example.com");
    expect(await entry.locator("del").textContent()).toContain("true");
    expect(await look(page, "detail-history")).toEqual([]);
  });

  it("shows the file that Git Sync writes", async () => {
    await openSource("Freight portal", "HCL");
    await page.getByText(/^sources\/\w+\.tf$/).waitFor();
    expect(await page.locator("pre").textContent()).toContain('resource "segment_source"');
    expect(await look(page, "detail-hcl")).toEqual([]);
  });

  it("shows of secrets how they end and when they were set", async () => {
    await page.goto("/sample/connections/destinations?q=braze");
    await page.locator("tbody th a").first().click();
    await page.getByRole("link", { name: "Settings", exact: true }).last().click();
    await page.waitForURL(/tab=settings/);
    await page.getByText(/••••••••••\w{4}/).waitFor();
    expect(await look(page, "detail-settings")).toEqual([]);
  });

  it("opens the rules of a tracking plan", async () => {
    await page.goto("/sample/protocols/tracking-plans?q=booking");
    await page.locator("tbody th a").first().click();
    await page.locator("summary", { hasText: "Order Completed" }).last().click();
    await page.locator("details[open]").getByText("properties.order_id").first().waitFor();
    expect(await look(page, "detail-tracking-plan-rule")).toEqual([]);
  });

  it("refuses to delete what others name, and says which", async () => {
    await openSource("Booking website");
    await page.getByRole("button", { name: "Delete" }).click();
    const dialog = page.getByRole("dialog");
    await dialog.getByRole("heading", { name: "Source “Booking website” is in use" }).waitFor();
    await dialog.getByRole("link", { name: "Google Analytics 4" }).waitFor();
    expect(await dialog.getByRole("button", { name: /Delete/ }).count()).toBe(0);
    expect(await look(page, "delete-refused")).toEqual([]);
  });

  it("is gone after it was deleted, and its address says so", async () => {
    const state = { key: "unused", value: "label", description: null };
    await callApi(page, "resources.create", { workspace: "sample", kind: "label", state });
    await page.goto("/sample/settings/access/labels/unused%3Alabel");
    await page.getByRole("button", { name: "Delete" }).click();
    expect(await look(page, "delete-asked")).toEqual([]);
    await page.getByRole("button", { name: "Delete label" }).click();
    await page.waitForURL(/labels$/);
    await page.getByText("Label deleted").waitFor();
    const answer = await page.goto("/sample/settings/access/labels/unused%3Alabel");
    expect(answer?.status()).toBe(404);
    expect(product.takeFaults().every((fault) => fault.includes("404"))).toBe(true);
  });
});
