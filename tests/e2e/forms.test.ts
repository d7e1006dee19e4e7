import type { Page, Request } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { resourceKinds } from "@/server/core/kinds/table";
import { sampleResources } from "@/server/domain/sample/sample-resources";
import { axeViolations } from "@/tests/support/axe";
import { look, type Product, startProduct } from "@/tests/support/e2e";

let product: Product;
let page: Page;

beforeAll(async () => {
  product = await startProduct();
  page = await product.newPage();
}, 10 * 60_000);

afterAll(() => product?.stop());

const save = (name: string) => page.getByRole("button", { name, exact: true }).click();
const heading = (name: string | RegExp) => page.getByRole("heading", { level: 1, name }).waitFor();

/** A form is ready once the browser has taken over: what is typed before that would be lost. */
async function open(path: string, button: string) {
  await page.goto(path);
  await page.getByRole("button", { name: button, exact: true }).waitFor();
  await page.waitForLoadState("networkidle");
}

const row = (name: string) => page.getByRole("link", { name, exact: true });

async function editFromList(list: string, name: string) {
  await page.goto(`${list}?q=${encodeURIComponent(name)}`);
  await row(name).first().click();
  await page.getByRole("link", { name: "Edit", exact: true }).click();
  await page.getByRole("button", { name: "Save changes" }).waitFor();
  await page.waitForLoadState("networkidle");
}

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
    await page.getByRole("button", { name: "Create source" }).waitFor();
    await page.waitForLoadState("networkidle");
    await page.getByLabel("Name").first().fill("Quay cameras");
    await page.getByLabel("Slug").fill("not a slug");
    await save("Create source");
    const summary = page.getByRole("alert").filter({ hasText: "to correct" });
    await summary.waitFor();
    expect(await summary.evaluate((box) => box === document.activeElement)).toBe(true);
    expect(await look(page, "forms-source-error")).toEqual([]);
    await summary.getByRole("link").click();
    await page.keyboard.press("Control+A");
    await page.keyboard.type("quay-cameras");
    await page.getByLabel("Add to labels").fill("prod");
    await page.getByRole("option", { name: /environment:prod/ }).click();
    await save("Create source");
    await heading("Quay cameras");
  });

  it("ask before unsaved changes are left, and send only what changed", async () => {
    await page.getByRole("link", { name: "Edit", exact: true }).click();
    await page.getByRole("button", { name: "Save changes" }).waitFor();
    await page.waitForLoadState("networkidle");
    await page.getByLabel("Name").first().fill("Quay cameras, north");
    await page.getByRole("link", { name: "Cancel" }).click();
    await page.getByRole("dialog", { name: "Leave without saving?" }).waitFor();
    await page.getByRole("button", { name: "Keep editing" }).click();
    const sent = page.waitForRequest((request) => request.url().includes("resources.update"));
    await save("Save changes");
    expect((await sent).postDataJSON()["0"].json.changes).toEqual({ name: "Quay cameras, north" });
    await heading("Quay cameras, north");
  });

  it("keep a secret that is not replaced, and never show it", async () => {
    await editFromList(`${sample}/destinations`, "Braze – travellers");
    await page.getByText("Set, changed").waitFor();
    expect(await look(page, "forms-secret")).toEqual([]);
    await page.getByRole("button", { name: "Replace" }).click();
    await page.locator("input[type=password]").fill("a-new-key-of-some-length");
    await save("Save changes");
    await heading("Braze – travellers");
    expect(await page.content()).not.toContain("a-new-key-of-some-length");
  });

  it("make a function with code and declared settings", async () => {
    await open(`${sample}/functions/new`, "Create function");
    await page.getByLabel("Name").first().fill("Camera alerts");
    await page.getByLabel("Type").first().selectOption("DESTINATION");
    await page.locator(".cm-content").filter({ hasText: "onTrack" }).waitFor();
    await page.locator(".cm-content").click();
    await page.keyboard.press("Control+A");
    await page.keyboard.insertText("async function onTrack(event, settings) {\n  return settings.camera;\n}\n");
    await page.getByRole("button", { name: "Add setting" }).click();
    await page.locator("#field-settings-0-name").fill("camera");
    await page.locator("#field-settings-0-type").selectOption("STRING");
    expect(await look(page, "forms-function")).toEqual([]);
    await save("Create function");
    await heading("Camera alerts");
    await page.goto(`${sample}/destinations/new?q=camera`);
    await page.getByRole("link", { name: /^Camera alerts/ }).waitFor();
  });

  it("build the condition and the actions of a filter in rows", async () => {
    await page.goto(`${sample}/filters/new`);
    await page.getByRole("link", { name: /^Amplitude/ }).click();
    await page.getByRole("button", { name: "Create filter" }).waitFor();
    await page.waitForLoadState("networkidle");
    await page.getByLabel("Title").fill("No tests");
    await page.getByRole("button", { name: "Add condition" }).click();
    await page.getByLabel("Value 1", { exact: true }).fill("Test Event");
    await page.getByRole("button", { name: "Add condition" }).click();
    await page.getByLabel("Field 2").fill("properties.ship name");
    await page.getByLabel("Comparison 2").selectOption("contains");
    await page.getByLabel("Value 2", { exact: true }).fill("Test");
    await page.getByLabel("How the conditions are joined").selectOption("or");
    await page.getByRole("button", { name: "Add action" }).click();
    await page.getByLabel("Action 1", { exact: true }).selectOption("DROP_PROPERTIES");
    await page.getByLabel("In properties").fill("email");
    await page.keyboard.press("Enter");
    expect(await look(page, "forms-filter")).toEqual([]);
    await page.getByRole("button", { name: "Edit as text" }).click();
    const text = page.getByRole("textbox", { name: "Condition" });
    expect(await text.inputValue()).toBe('event = "Test Event" or contains(properties.ship\\ name, "Test")');
    await save("Create filter");
    await heading("No tests");
  });

  it("map an event to the fields of an action that a preset fills", async () => {
    await page.goto(`${sample}/mappings/new?q=travellers`);
    await page.getByRole("link", { name: /^Braze – travellers/ }).click();
    await page.getByRole("heading", { name: "What should Braze – travellers do?" }).waitFor();
    expect(await look(page, "forms-actions")).toEqual([]);
    await page.getByRole("link", { name: "Track Event", exact: true }).first().click();
    await page.getByRole("button", { name: "Create mapping" }).waitFor();
    await page.waitForLoadState("networkidle");
    await page.getByLabel("Name").first().fill("Boardings");
    await page.getByLabel("How Event Name is given").selectOption("template");
    await page.getByLabel("Event Name", { exact: true }).fill("Boarded {{properties.ship}}");
    expect(await look(page, "forms-mapping")).toEqual([]);
    await save("Create mapping");
    await heading("Boardings");
  });

  it("add a rule with required properties to a tracking plan", async () => {
    await editFromList("/sample/protocols/tracking-plans", "Booking");
    await page.getByRole("button", { name: "Add rule" }).click();
    await page.getByLabel("Event", { exact: true }).fill("Luggage Tagged");
    await page.getByLabel("New property of Properties").fill("weight_kg");
    await page.keyboard.press("Enter");
    await page.getByLabel("Type of weight_kg").selectOption("number");
    await page.getByLabel("weight_kg is required").check();
    await page.getByRole("button", { name: "More of weight_kg" }).click();
    await page.getByLabel("Most of weight_kg").fill("32.5");
    expect(await look(page, "forms-rule")).toEqual([]);
    await page.getByRole("button", { name: "Edit as JSON" }).click();
    const json = page.getByRole("dialog").locator(".cm-content");
    await json.waitFor();
    expect(await json.textContent()).toContain('"maximum": 32.5');
    await page.getByRole("button", { name: "Done" }).click();
    await page.getByLabel("Filter rules").fill("luggage");
    await page.getByText("1 of 16 rules").waitFor();
    await save("Save changes");
    await heading("Booking");
  });

  it("invite a person with a role", async () => {
    await open("/sample/settings/access/users/new", "Invite user");
    await page.getByLabel("E-mail").fill("harbour.pilot@example.com");
    await page.getByRole("button", { name: "Add role" }).click();
    await page.getByLabel("Role", { exact: true }).selectOption({ label: "Source Admin" });
    expect(await look(page, "forms-invite")).toEqual([]);
    await save("Invite user");
    await page.getByText("The invite is ready").waitFor();
    expect(await page.getByRole("code").textContent()).toContain("/invite/");
  });

  it("merge with what somebody else saved meanwhile, after saying so", async () => {
    await editFromList(`${sample}/sources`, "Quay cameras, north");
    const other = await product.newPage();
    await other.goto(page.url());
    await other.waitForLoadState("networkidle");
    await other.getByRole("switch", { name: "Enabled" }).uncheck();
    await other.getByRole("button", { name: "Save changes" }).click();
    await other.getByRole("heading", { level: 1, name: "Quay cameras, north" }).waitFor();
    await other.context().close();
    await page.getByLabel("Name").first().fill("Quay cameras, south");
    await save("Save changes");
    await page.getByText("Saving again keeps their change and adds yours.").waitFor();
    expect(await page.getByRole("switch", { name: "Enabled" }).isChecked()).toBe(false);
    expect(await look(page, "forms-conflict")).toEqual([]);
    const sent = page.waitForRequest((request) => request.url().includes("resources.update"));
    await save("Save changes");
    expect((await sent).postDataJSON()["0"].json.changes).toEqual({ name: "Quay cameras, south" });
    await heading("Quay cameras, south");
    await page.getByText("Disabled", { exact: true }).first().waitFor();
  });

  it.each(firstOfEachKind)("open a %s and save it unchanged without sending anything", async (_, path) => {
    let sent = 0;
    const count = (request: Request) => {
      if (request.url().includes("resources.update")) sent++;
    };
    page.on("request", count);
    await open(path, "Save changes");
    expect(await axeViolations(page)).toEqual([]);
    await save("Save changes");
    await page.getByText("Nothing was changed").last().waitFor();
    page.off("request", count);
    expect(sent).toBe(0);
  });

  it("fit a narrow dark screen", async () => {
    const narrow = await product.newPage({ viewport: { width: 390, height: 844 }, colorScheme: "dark" });
    await narrow.goto(`${sample}/filters?q=crew`);
    await narrow.getByRole("link", { name: "No crew in Braze" }).click();
    await narrow.getByRole("link", { name: "Edit", exact: true }).click();
    await narrow.getByRole("button", { name: "Save changes" }).waitFor();
    await narrow.waitForLoadState("networkidle");
    expect(await look(narrow, "forms-narrow-dark")).toEqual([]);
    expect(await narrow.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(390);
    await narrow.context().close();
  });

  it.each([`${sample}/sources/new?type=IqDTy1TpoU`, `${sample}/filters/new`, "/sample/protocols/tracking-plans/new"])(
    "load at most 200 kB of compressed script on %s",
    async (path) => {
      const fresh = await product.newPage();
      const sizes: Promise<number>[] = [];
      fresh.on("requestfinished", (request) => {
        if (request.resourceType() === "script") sizes.push(request.sizes().then((size) => size.responseBodySize));
      });
      await fresh.goto(path);
      await fresh.waitForLoadState("networkidle");
      const bytes = (await Promise.all(sizes)).reduce((sum, size) => sum + size, 0);
      await fresh.context().close();
      expect(bytes).toBeGreaterThan(50_000);
      expect(bytes).toBeLessThanOrEqual(200_000);
    },
  );

  it("met no fault on the way", () => {
    // Refused saves answer with 400 and 409, which browsers log as errors.
    const faults = product.takeFaults().filter((fault) => !/status of 4\d\d/.test(fault));
    expect(faults).toEqual([]);
  });
});
