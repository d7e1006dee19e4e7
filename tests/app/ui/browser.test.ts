import type { Page } from "playwright-core";
import { describe, expect, it } from "vitest";
import { axeViolations } from "../../support/axe";
import { withPlayground } from "./fixtures/with-playground";

let page: Page;
const open = withPlayground((opened) => {
  page = opened;
});

const focused = () => page.evaluate(() => document.activeElement?.textContent || document.activeElement?.id);
const text = (id: string) => page.getByTestId(id).textContent();

describe("a menu", () => {
  it("is opened, walked and used from the keyboard, and gives focus back", async () => {
    const button = page.getByRole("button", { name: "More actions" });
    await button.focus();
    await page.keyboard.press("Enter");
    await page.getByRole("menu").waitFor();
    await expect.poll(focused).toBe("Duplicate");
    expect(await axeViolations(page)).toEqual([]);
    await page.keyboard.press("ArrowUp");
    await page.keyboard.press("Enter");
    expect(await text("done")).toBe("renamed");
    expect(await button.evaluate((element) => element === document.activeElement)).toBe(true);
  });
});

describe("a combobox", () => {
  it("shows the answer to the last question, even when an older one comes later", async () => {
    const box = page.getByRole("combobox", { name: "Plant" });
    await box.fill("a");
    await page.locator('html[data-asked="a"]').waitFor();
    await box.fill("be");
    await page.getByRole("option", { name: "Beech" }).waitFor();
    await page.evaluate(() => document.dispatchEvent(new Event("answer")));
    await page.locator('html[data-answered="a"]').waitFor();
    expect(await page.getByRole("option").allTextContents()).toEqual(["Beech"]);
    expect(await axeViolations(page)).toEqual([]);
  });

  it("takes an option with the arrow keys and sends its value, and Escape keeps what was chosen", async () => {
    const box = page.getByRole("combobox", { name: "Plant" });
    await box.fill("as");
    await page.getByRole("option", { name: "Aspen" }).waitFor();
    await page.keyboard.press("ArrowDown");
    await page.keyboard.press("ArrowDown");
    await page.keyboard.press("Enter");
    expect(await box.inputValue()).toBe("Aspen");
    await box.fill("bir");
    await page.keyboard.press("Escape");
    expect(await box.inputValue()).toBe("Aspen");
    await page.getByRole("button", { name: "Save" }).click();
    expect(await text("sent")).toContain("plant=aspen");
  });
});

describe("a button that begins work", () => {
  it("begins it once for a double click, and again for the next click", async () => {
    const button = page.getByRole("button", { name: "Begin work" });
    await button.dblclick();
    expect(await text("begun")).toBe("1");
    await button.focus();
    await page.keyboard.press("Enter");
    expect(await text("begun")).toBe("2");
  });
});

describe("a form", () => {
  it("moves focus to the errors after a failed save, again each time, and from there to the field", async () => {
    const save = page.getByRole("button", { name: "Save" });
    await save.click();
    await expect.poll(focused).toContain("One thing to correct");
    await save.click();
    await expect.poll(focused).toContain("One thing to correct");
    expect(await axeViolations(page)).toEqual([]);
    await page.getByRole("link", { name: "Name is empty." }).click();
    expect(await focused()).toBe("field-name");
  });

  it("sends an untouched secret not at all, and a replaced one once", async () => {
    const save = page.getByRole("button", { name: "Save" });
    await save.click();
    expect(await text("sent")).not.toContain("token");
    await page.getByRole("button", { name: "Replace" }).click();
    await page.keyboard.type("s3cret");
    await save.click();
    expect(await text("sent")).toContain("token=s3cret");
    await page.getByRole("button", { name: "Keep current" }).click();
    await save.click();
    expect(await text("sent")).not.toContain("token");
  });

  it("collects labels and pairs as they are typed", async () => {
    const tags = page.getByRole("textbox", { name: /Labels/ });
    await tags.fill("prod");
    await tags.press("Enter");
    await tags.fill("a{2,3}");
    await page.getByRole("button", { name: "Add header" }).click();
    await page.keyboard.type("x-team");
    await page.getByRole("button", { name: "Remove prod", exact: true }).click();
    await page.getByRole("button", { name: "Save" }).click();
    const sent = new URLSearchParams((await text("sent")) ?? "");
    expect(sent.getAll("tags")).toEqual(["a{2,3}"]);
    expect(JSON.parse(sent.get("headers") ?? "")).toEqual([{ key: "x-team", value: "" }]);
  });

  it("takes pasted lines as one label each, and a pasted line into the text", async () => {
    const tags = page.getByRole("textbox", { name: /Labels/ });
    const paste = async (pasted: string) => {
      await page.evaluate((given) => navigator.clipboard.writeText(given), pasted);
      await page.keyboard.press("Control+V");
    };
    await tags.fill("eu-");
    await paste("north, west\neu-south\n");
    await paste("us");
    expect(await tags.inputValue()).toBe("us");
    await page.getByRole("button", { name: "Save" }).click();
    const sent = new URLSearchParams((await text("sent")) ?? "");
    expect(sent.getAll("tags")).toEqual(["eu-north, west", "eu-south", "us"]);
  });

  it("asks before unsaved changes are left by a link, and lets the person stay or go", async () => {
    const link = page.getByRole("link", { name: "Destinations" });
    await page.getByRole("textbox", { name: "Name" }).fill("x");
    await link.click();
    await page.getByRole("button", { name: "Keep editing" }).click();
    expect(await text("address")).toBe("/acme/connections/sources");
    await link.click();
    await page.getByRole("button", { name: "Leave without saving" }).click();
    await expect.poll(() => text("address")).toBe("/acme/connections/destinations");
  });

  it("asks again at once after the person stayed", async () => {
    const link = page.getByRole("link", { name: "Destinations" });
    await page.getByRole("textbox", { name: "Name" }).fill("x");
    await link.click();
    await page.getByRole("button", { name: "Keep editing" }).evaluate(async (keep) => {
      (keep as HTMLElement).click();
      // The dialog closes in a microtask, and says so in a later task.
      while (document.querySelector("dialog[open]")) await Promise.resolve();
      for (const each of document.querySelectorAll("a")) if (each.textContent === "Destinations") each.click();
    });
    await page.getByRole("button", { name: "Leave without saving" }).click();
    await expect.poll(() => text("address")).toBe("/acme/connections/destinations");
  });

  it("asks before unsaved changes are left by the palette", async () => {
    await page.getByRole("textbox", { name: "Name" }).fill("x");
    await page.keyboard.press("Control+k");
    await page.keyboard.type("destinations");
    await page.getByRole("option", { name: /Destinations/ }).click();
    await page.getByRole("dialog", { name: "Leave without saving?" }).waitFor();
    expect(await text("address")).toBe("/acme/connections/sources");
    await page.getByRole("button", { name: "Leave without saving" }).click();
    await expect.poll(() => text("address")).toBe("/acme/connections/destinations");
  });
});

describe("a confirmation", () => {
  it("names what depends on the thing, and stays open when it is refused", async () => {
    await page.getByRole("button", { name: "Delete" }).click();
    const dialog = page.getByRole("dialog", { name: "Delete source Website?" });
    expect(await dialog.textContent()).toContain("Analytics");
    const confirm = dialog.getByRole("button", { name: "Delete source" });
    expect(await axeViolations(page)).toEqual([]);
    await confirm.click();
    await dialog.getByText("The source is in use.").waitFor();
    await confirm.click();
    await dialog.waitFor({ state: "hidden" });
    expect(await text("done")).toBe("deleted");
    await expect.poll(focused).toBe("Delete");
  });
});

describe("a list's filters", () => {
  it("live in the address, together", async () => {
    await page.getByRole("searchbox", { name: "Search sources" }).fill("web");
    await expect.poll(() => text("address")).toBe("/acme/connections/sources?q=web");
    await page.getByRole("button", { name: /Type:/ }).click();
    await page.getByRole("checkbox", { name: "iOS" }).check();
    await page.getByRole("checkbox", { name: "Website" }).check();
    await expect.poll(() => text("address")).toBe("/acme/connections/sources?q=web&type=ios&type=web");
    expect(await page.getByRole("button", { name: "Type: 2 chosen" }).isVisible()).toBe(true);
    expect(await axeViolations(page)).toEqual([]);
  });
});

describe("the shell", () => {
  it("jumps to a resource by name from anywhere", async () => {
    await page.keyboard.press("Control+k");
    await page.getByRole("dialog").waitFor();
    await page.keyboard.type("web");
    await page.getByRole("option", { name: /Source web/ }).waitFor();
    expect(await axeViolations(page)).toEqual([]);
    await page.keyboard.press("Enter");
    await expect.poll(() => text("address")).toBe("/acme/connections/sources/s1");
  });

  it("folds its sidebar on a narrow screen behind a button that Escape returns to", async () => {
    await open(390);
    const link = page.getByRole("link", { name: "Destinations" });
    expect(await link.isVisible()).toBe(false);
    const button = page.getByRole("button", { name: "Menu" });
    await button.click();
    await link.waitFor();
    expect(await axeViolations(page)).toEqual([]);
    await page.keyboard.press("Escape");
    await link.waitFor({ state: "hidden" });
    await expect.poll(() => button.evaluate((element) => element === document.activeElement)).toBe(true);
    expect(await page.evaluate(() => document.documentElement.scrollWidth <= window.innerWidth)).toBe(true);
  });

  it("remembers the look a person chose", async () => {
    await page.getByRole("button", { name: "Account: Ada" }).click();
    await page.getByRole("menuitemradio", { name: "Dark" }).click();
    expect(await page.evaluate(() => document.documentElement.dataset.theme)).toBe("dark");
    expect(await page.evaluate(() => document.cookie)).toContain("theme=dark");
    expect(await axeViolations(page)).toEqual([]);
  });
});

describe("small parts", () => {
  it("copy to the clipboard and say so", async () => {
    await page.getByRole("button", { name: "Copy id" }).click();
    await page.getByText("Copied").waitFor();
    expect(await page.evaluate(() => navigator.clipboard.readText())).toBe("id-1");
  });

  it("show a passing message that can be sent away", async () => {
    await page.getByRole("button", { name: "Say so" }).click();
    await page.getByText("Source saved").waitFor();
    await page.getByRole("button", { name: "Dismiss" }).click();
    await page.getByText("Source saved").waitFor({ state: "detached" });
  });
});
