import pg from "pg";
import type { Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { findRunningPostgres } from "@/server/embedded/postgres";
import { look, type Product, startProduct } from "@/tests/support/e2e";
import { settled, takenOver } from "@/tests/support/settled";

let product: Product;
let page: Page;

beforeAll(async () => {
  product = await startProduct();
  page = await product.newPage();
}, 600_000);

afterAll(() => product?.stop());

/** Does something while a table cannot be found: what needs it fails, as with any fault that nobody foresaw. */
async function without(table: string, work: () => Promise<void>): Promise<void> {
  const client = new pg.Client({ connectionString: findRunningPostgres(product.dataDir) ?? "" });
  await client.connect();
  await client.query(`ALTER TABLE "${table}" RENAME TO "${table}Away"`);
  try {
    await work();
  } finally {
    await client.query(`ALTER TABLE "${table}Away" RENAME TO "${table}"`);
    await client.end();
  }
}

/** How much has moved on a page since it began, as browsers count it: from 0.1 on people notice. */
const movedSoFar = `new Promise((resolve) => {
  let sum = 0;
  new PerformanceObserver((list) => {
    for (const entry of list.getEntries()) sum += entry.value;
  }).observe({ type: "layout-shift", buffered: true });
  requestAnimationFrame(() => requestAnimationFrame(() => resolve(sum)));
})`;

describe("a list without anything in it", () => {
  it.each([
    ["connections/sources", "No sources yet", "New source"],
    ["protocols/tracking-plans", "No tracking plans yet", "New tracking plan"],
    ["settings/access/labels", "No labels yet", "New label"],
  ])("at %s says what they are, and offers to make the first", async (route, title, action) => {
    await page.goto(`/olga-s-own/${route}`);
    await page.getByRole("heading", { name: title }).waitFor();
    await page.getByRole("link", { name: action }).first().waitFor();
    expect(await look(page, `empty-${route.replaceAll("/", "-")}`)).toEqual([]);
  });
});

describe("a page that is still arriving", () => {
  it.each([
    ["a list", "/sample/connections/sources"],
    ["the overview", "/sample"],
  ])("shows %s as it will stand, without its content", async (name, path) => {
    const early = await product.newPage({ javaScriptEnabled: false });
    // All but what is streamed in afterwards.
    await early.route("**/*", async (route) => {
      if (route.request().resourceType() !== "document") return route.continue();
      const response = await route.fetch();
      const [shell = ""] = (await response.text()).split(/<div hidden id="S:/);
      await route.fulfill({ response, body: shell });
    });
    await early.goto(path);
    await early.locator("[data-skeleton]").first().waitFor();
    await early.getByRole("navigation").first().getByRole("link", { name: "Sources" }).waitFor();
    await early.screenshot({ path: `test-output/screenshots/arriving-${name.replaceAll(" ", "-")}.png` });
    await early.context().close();
  });

  it("does not move what stands there already", async () => {
    for (const path of ["/sample", "/sample/connections/sources", "/sample/settings/audit-trail"]) {
      const fresh = await product.newPage();
      await fresh.goto(path);
      await settled(fresh);
      await takenOver(fresh);
      expect(await fresh.evaluate(movedSoFar), path).toBeLessThan(0.1);
      await fresh.context().close();
    }
  });
});

describe("a page that cannot be made", () => {
  it("says so within the workspace, with an id to quote and a way to try again", async () => {
    await without("AuditEvent", async () => {
      await page.goto("/sample/settings/audit-trail");
      await page.getByRole("heading", { name: "This page could not be shown" }).waitFor();
      await page.getByText("Quote this id").waitFor();
      await page.getByRole("link", { name: "Overview" }).waitFor();
      expect(await look(page, "error-page")).toEqual([]);
    });
    await page.getByRole("button", { name: "Try again" }).click();
    await page.getByRole("heading", { level: 1, name: "Audit trail" }).waitFor();
  });

  it("says so by itself, where nothing of the workspace can be shown", async () => {
    await without("Workspace", async () => {
      for (const path of ["/sample", "/"]) {
        await page.goto(path);
        await page.getByRole("heading", { name: "This page could not be shown" }).waitFor();
        await page.getByText("Quote this id").waitFor();
        expect(await page.content()).not.toMatch(/does not exist|prisma/i);
        expect(await look(page, "error-whole-page")).toEqual([]);
      }
    });
    await page.getByRole("button", { name: "Try again" }).click();
    await page.waitForURL(/\/(sample|olga-s-own)/);
  });
});
