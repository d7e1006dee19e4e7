import type { Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { axeViolations } from "@/tests/support/axe";
import { callApi } from "@/tests/support/call-api";
import { owner, type Product, startProduct } from "@/tests/support/e2e";
import { settled, takenOver } from "@/tests/support/settled";
import { formSteps } from "./form-steps";

let product: Product;

beforeAll(async () => {
  product = await startProduct();
});

afterAll(() => product?.stop());

/** Opens a page whose scripts do not come until they are let through. */
async function openHeld(page: Page, path: string): Promise<{ release: () => Promise<void> }> {
  let release = () => {};
  const released = new Promise<void>((resolve) => {
    release = resolve;
  });
  await page.route("**/_next/static/**/*.js*", async (route) => {
    await released;
    await route.continue();
  });
  await page.goto(path, { waitUntil: "domcontentloaded" });
  await settled(page);
  return {
    release: async () => {
      release();
      await takenOver(page);
    },
  };
}

/** Where everything of the page's main part is, to the pixel, and how its buttons look. */
const layout = (page: Page) =>
  page.evaluate(() =>
    [...document.querySelectorAll("main :is(input, select, textarea, button, label, h1, h2)")].map((each) => {
      const { x, y, width, height } = each.getBoundingClientRect();
      const { opacity, color, backgroundColor } = getComputedStyle(each);
      return [each.tagName, x, y, width, height, opacity, color, backgroundColor].join(" ");
    }),
  );

const lastUpdate = async (page: Page, act: () => Promise<void>) => {
  const sent = page.waitForRequest((request) => request.url().includes("resources.update"));
  await act();
  return (await sent).postDataJSON()["0"].json.changes;
};

describe("before a page's scripts have come", () => {
  it("signing in keeps what was typed, cannot be sent in the browser's own way, and looks as it will", async () => {
    const context = await product.browser.newContext({ baseURL: product.url });
    const page = await context.newPage();
    const { release } = await openHeld(page, "/sign-in");
    const before = await layout(page);
    expect(await axeViolations(page)).toEqual([]);
    await page.getByLabel("E-mail").fill(owner.email);
    await page.locator("input[type=password]").fill(owner.password);
    await page.keyboard.press("Enter");
    expect(await page.getByRole("button", { name: "Sign in" }).isDisabled()).toBe(true);
    await release();
    expect(await layout(page)).toEqual(before);
    expect(await page.getByLabel("E-mail").inputValue()).toBe(owner.email);
    await page.getByRole("button", { name: "Sign in" }).click();
    await page.waitForURL((url) => !url.pathname.startsWith("/sign-in"));
    await context.close();
  });

  it("a stored resource's form keeps texts, choices and ticks, and saves them", async () => {
    const page = await product.newPage();
    await page.goto("/sample");
    const settings = { hostname: "db.example.com", port: "5439", database: "early", username: "segment" };
    const state = { name: "Early cellar", enabled: true, metadata: { id: "l8jDQSyD2d" }, settings };
    const created = await callApi(page, "resources.create", { workspace: "sample", kind: "warehouse", state });
    const { id } = created as { id: string };
    const { release } = await openHeld(page, `/sample/connections/warehouses/${id}/edit`);
    const before = await layout(page);
    expect(await axeViolations(page)).toEqual([]);
    await page.getByLabel("Name").first().fill("Later cellar");
    await page.getByRole("switch", { name: "Enabled" }).uncheck();
    // Two parts of one value: neither may overwrite the other.
    await page.getByLabel(/^Host/).first().fill("early.example.com");
    await page
      .getByLabel(/^(User ?name|User)/)
      .first()
      .fill("morning");
    await release();
    expect((await layout(page)).length).toBeGreaterThanOrEqual(before.length);
    const changes = await lastUpdate(page, () => formSteps(page).save("Save changes"));
    expect(changes).toMatchObject({
      name: "Later cellar",
      enabled: false,
      settings: { hostname: "early.example.com", username: "morning" },
    });
    await formSteps(page).heading("Later cellar");
    await page.context().close();
  });

  it("a list is searched for what was typed", async () => {
    const page = await product.newPage();
    const { release } = await openHeld(page, "/sample/connections/sources");
    await page.getByRole("searchbox").click();
    await page.keyboard.type("harb");
    await release();
    await page.waitForURL(/q=harb/);
    // Where the person was, for the letters that follow.
    await page.keyboard.type("our");
    await page.waitForURL(/q=harbour/);
    await page.context().close();
  });

  it("a list is searched by Enter, with the filters that are set", async () => {
    const page = await product.newPage();
    const { release } = await openHeld(page, "/sample/connections/sources?state=enabled");
    await page.getByRole("searchbox").fill("harb");
    await page.keyboard.press("Enter");
    await page.waitForURL((url) => url.search === "?q=harb&state=enabled", { waitUntil: "commit" });
    await release();
    expect(await page.getByRole("searchbox").inputValue()).toBe("harb");
    await page.context().close();
  });

  it("a form of choices follows the one that was made", async () => {
    const page = await product.newPage();
    const { release } = await openHeld(page, "/sample/settings/extensions/git-connections/new");
    const service = page.getByRole("radio", { name: /GitLab/ }).first();
    await service.check();
    await release();
    expect(await service.isChecked()).toBe(true);
    // What is asked for next, and the name that follows the choice.
    expect(await page.getByLabel("Name", { exact: true }).inputValue()).toMatch(/GitLab/);
    await page.context().close();
  });
});
