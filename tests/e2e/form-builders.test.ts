import type { Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { look, type Product, startProduct } from "@/tests/support/e2e";
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

describe("the builders of forms", () => {
  it("make a function with code and declared settings", async () => {
    await steps.open(`${sample}/functions/new`, "Create function");
    await page.getByLabel("Name").first().fill("Camera alerts");
    await page.getByLabel("Type").first().selectOption("DESTINATION");
    const code = page.getByRole("textbox", { name: "Code" });
    await expect.poll(() => code.inputValue()).toContain("onTrack");
    await code.click();
    await page.keyboard.press("Control+A");
    await page.keyboard.insertText("async function onTrack(event, settings) {\n");
    await page.locator("[contenteditable] .cm-line").first().waitFor();
    await page.keyboard.insertText("  return settings.camera;\n}\n");
    await page.getByRole("button", { name: "Add setting" }).click();
    await page.locator("#field-settings-0-name").fill("camera");
    await page.locator("#field-settings-0-type").selectOption("STRING");
    expect(await look(page, "forms-function")).toEqual([]);
    await steps.save("Create function");
    await steps.heading("Camera alerts");
    await page.goto(`${sample}/destinations/new?q=camera`);
    await page.getByRole("link", { name: /^Camera alerts/ }).waitFor();
  });

  it("build the condition and the actions of a filter in rows", async () => {
    await page.goto(`${sample}/filters/new`);
    await page.getByRole("link", { name: /^Amplitude/ }).click();
    await steps.ready("Create filter");
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
    await steps.save("Create filter");
    await steps.heading("No tests");
  });

  it("map an event to the fields of an action that a preset fills", async () => {
    await page.goto(`${sample}/mappings/new?q=travellers`);
    await page.getByRole("link", { name: /^Braze – travellers/ }).click();
    await page.getByRole("heading", { name: "What should Braze – travellers do?" }).waitFor();
    expect(await look(page, "forms-actions")).toEqual([]);
    await page.getByRole("link", { name: "Track Event", exact: true }).first().click();
    await steps.ready("Create mapping");
    await page.getByLabel("Name").first().fill("Boardings");
    await page.getByLabel("How Event Name is given").selectOption("template");
    await page.getByLabel("Event Name", { exact: true }).fill("Boarded {{properties.ship}}");
    expect(await look(page, "forms-mapping")).toEqual([]);
    await steps.save("Create mapping");
    await steps.heading("Boardings");
  });

  it("add a rule with required properties to a tracking plan", async () => {
    await steps.editFromList("/sample/protocols/tracking-plans", "Booking");
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
    const json = page.getByRole("dialog").getByRole("textbox", { name: "JSON schema" });
    expect(await json.inputValue()).toContain('"maximum": 32.5');
    await page.getByRole("button", { name: "Done" }).click();
    await page.getByLabel("Filter rules").fill("luggage");
    await page.getByText("1 of 16 rules").waitFor();
    await steps.save("Save changes");
    await steps.heading("Booking");
  });

  it("met no fault on the way", () => {
    expect(product.takeFaults()).toEqual([]);
  });
});
