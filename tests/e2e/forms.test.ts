import type { Page, Request } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { resourceKinds } from "@/server/core/kinds/table";
import { sampleResources } from "@/server/domain/sample/sample-resources";
import { axeViolations } from "@/tests/support/axe";
import { look, type Product, startProduct } from "@/tests/support/e2e";
import { settled } from "@/tests/support/settled";
import { type FormSteps, formSteps } from "./form-steps";

let product: Product;
let page: Page;
let steps: FormSteps;

beforeAll(async () => {
  product = await startProduct();
  page = await product.newPage();
  steps = formSteps(page);
}, 10 * 60_000);

afterAll(() => product?.stop());

const sample = "/sample/connections";

/** A warehouse connection is nothing but its two ends, so it has no form to edit. */
const firstOfEachKind = Object.values(resourceKinds)
  .filter(({ kind }) => kind !== "source_warehouse_connection")
  .flatMap(({ kind, singular, route }) => {
    const first = sampleResources().find((each) => each.kind === kind);
    return first ? [[singular, `/sample/${route}/${encodeURIComponent(first.id)}/edit`] as const] : [];
  });

describe("forms", () => {
  it("make a source of a type found in the catalog, and say what is wrong at the field", async () => {
    await page.goto(`${sample}/sources/new`);
    await page.getByRole("searchbox").fill("javascr");
    await page.waitForURL(/q=javascr/);
    await page.getByRole("link", { name: /^Javascript/ }).waitFor();
    expect(await page.getByRole("searchbox").evaluate((box) => box === document.activeElement)).toBe(true);
    expect(await look(page, "forms-catalog")).toEqual([]);
    await page.getByRole("link", { name: /^Javascript/ }).click();
    await steps.ready("Create source");
    await page.getByLabel("Name").first().fill("Quay cameras");
    await page.getByLabel("Slug").fill("not a slug");
    await steps.save("Create source");
    const summary = page.getByRole("alert").filter({ hasText: "to correct" });
    await summary.waitFor();
    expect(await summary.evaluate((box) => box === document.activeElement)).toBe(true);
    expect(await look(page, "forms-source-error")).toEqual([]);
    await summary.getByRole("link").click();
    await page.keyboard.press("Control+A");
    await page.keyboard.type("quay-cameras");
    await page.getByLabel("Add to labels").fill("prod");
    await page.getByRole("option", { name: /environment:prod/ }).click();
    await steps.save("Create source");
    await steps.heading("Quay cameras");
  });

  /** As the browser's button does; a step that is stopped leads to no page to wait for. */
  const back = () => page.evaluate(() => history.back());

  it("ask before unsaved changes are left, and send only what changed", async () => {
    await page.getByRole("link", { name: "Edit", exact: true }).click();
    await steps.ready("Save changes");
    await page.getByLabel("Name").first().fill("Quay cameras, north");
    const ask = page.getByRole("dialog", { name: "Leave without saving?" });
    await page.getByRole("link", { name: "Cancel" }).click();
    await ask.waitFor();
    await page.getByRole("button", { name: "Keep editing" }).click();
    await back();
    await ask.waitFor();
    await page.getByRole("button", { name: "Keep editing" }).click();
    expect(page.url()).toMatch(/\/edit$/);
    const sent = page.waitForRequest((request) => request.url().includes("resources.update"));
    await steps.save("Save changes");
    expect((await sent).postDataJSON()["0"].json.changes).toEqual({ name: "Quay cameras, north" });
    await steps.heading("Quay cameras, north");
  });

  it("let the person go Back without saving, and go Back at once when nothing was changed", async () => {
    await steps.editFromList(`${sample}/sources`, "Quay cameras, north");
    await back();
    await steps.heading("Quay cameras, north");
    await page.getByRole("link", { name: "Edit", exact: true }).click();
    await steps.ready("Save changes");
    await page.getByLabel("Name").first().fill("Not to be kept");
    await back();
    const ask = page.getByRole("dialog", { name: "Leave without saving?" });
    await ask.waitFor();
    expect(await look(page, "forms-leave")).toEqual([]);
    await page.getByRole("button", { name: "Leave without saving" }).click();
    await steps.heading("Quay cameras, north");
    expect(page.url()).not.toMatch(/\/edit$/);
    await page.goForward();
    await steps.ready("Save changes");
    expect(await page.getByLabel("Name").first().inputValue()).toBe("Quay cameras, north");
  });

  it("keep a secret that is not replaced, and never show it", async () => {
    await steps.editFromList(`${sample}/destinations`, "Braze – travellers");
    await page.getByText("Set, changed").waitFor();
    expect(await look(page, "forms-secret")).toEqual([]);
    await page.getByRole("button", { name: "Replace" }).click();
    await page.locator("input[type=password]").fill("a-new-key-of-some-length");
    await steps.save("Save changes");
    await steps.heading("Braze – travellers");
    expect(await page.content()).not.toContain("a-new-key-of-some-length");
  });

  it("invite a person with a role", async () => {
    await steps.open("/sample/settings/access/users/new", "Invite user");
    await page.getByLabel("E-mail").fill("harbour.pilot@example.com");
    await page.getByRole("button", { name: "Add role" }).click();
    await page.getByLabel("Role", { exact: true }).selectOption({ label: "Source Admin" });
    expect(await look(page, "forms-invite")).toEqual([]);
    await steps.save("Invite user");
    await page.getByText("The invite is ready").waitFor();
    expect(await page.getByRole("code").textContent()).toContain("/invite/");
  });

  it("merge with what somebody else saved meanwhile, after saying so", async () => {
    await steps.editFromList(`${sample}/sources`, "Quay cameras, north");
    const other = await product.newPage();
    await other.goto(page.url());
    await formSteps(other).ready("Save changes");
    await other.getByRole("switch", { name: "Enabled" }).uncheck();
    await formSteps(other).save("Save changes");
    await formSteps(other).heading("Quay cameras, north");
    await other.context().close();
    await page.getByLabel("Name").first().fill("Quay cameras, south");
    await steps.save("Save changes");
    await page.getByText("Saving again keeps their change and adds yours.").waitFor();
    expect(await page.getByRole("switch", { name: "Enabled" }).isChecked()).toBe(false);
    expect(await look(page, "forms-conflict")).toEqual([]);
    const sent = page.waitForRequest((request) => request.url().includes("resources.update"));
    await steps.save("Save changes");
    expect((await sent).postDataJSON()["0"].json.changes).toEqual({ name: "Quay cameras, south" });
    await steps.heading("Quay cameras, south");
    await page.getByText("Disabled", { exact: true }).first().waitFor();
  });

  it.each(firstOfEachKind)("open a %s and save it unchanged without sending anything", async (_, path) => {
    let sent = 0;
    const count = (request: Request) => {
      if (request.url().includes("resources.update")) sent++;
    };
    page.on("request", count);
    await steps.open(path, "Save changes");
    await settled(page);
    expect(await axeViolations(page)).toEqual([]);
    await steps.save("Save changes");
    await page.getByText("Nothing was changed").last().waitFor();
    page.off("request", count);
    expect(sent).toBe(0);
  });

  it("fit a narrow dark screen", async () => {
    const narrow = await product.newPage({ viewport: { width: 390, height: 844 }, colorScheme: "dark" });
    await narrow.goto(`${sample}/filters?q=crew`);
    await narrow.getByRole("link", { name: "No crew in Braze" }).click();
    await narrow.getByRole("link", { name: "Edit", exact: true }).click();
    await formSteps(narrow).ready("Save changes");
    expect(await look(narrow, "forms-narrow-dark")).toEqual([]);
    expect(await narrow.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(390);
    await narrow.context().close();
  });

  it("met no fault on the way", () => {
    // Refused saves answer with 400 and 409, which browsers log as errors.
    const faults = product.takeFaults().filter((fault) => !/status of 4\d\d/.test(fault));
    expect(faults).toEqual([]);
  });
});
