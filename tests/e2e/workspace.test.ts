import type { Page } from "playwright-core";
import { afterAll, afterEach, beforeAll, expect, it } from "vitest";
import { callApi } from "@/tests/support/call-api";
import { look, type Product, startProduct } from "@/tests/support/e2e";
import { joinAs } from "@/tests/support/join-as";
import { settled, takenOver } from "@/tests/support/settled";

let product: Product;
let page: Page;

beforeAll(async () => {
  product = await startProduct();
  page = await product.newPage();
}, 600_000);

afterAll(() => product?.stop());

afterEach(() => expect(product.takeFaults()).toEqual([]));

const readOnlyRole = "1Mc8DLRqfeBpxN5cNBjK0n4oTPX";

it("shows on one page how the workspace stands", async () => {
  await page.goto("/sample");
  await page.getByRole("heading", { level: 1, name: "Confluence Ferries" }).waitFor();
  await page.getByRole("heading", { name: "Last changes" }).waitFor();
  await page.getByRole("link", { name: "Set up Git sync" }).waitFor();
  expect(await look(page, "overview")).toEqual([]);
});

it("leads from / to the first workspace, and back to the page asked for after signing in", async () => {
  await page.goto("/");
  await page.waitForURL(/\/(sample|olga)/);
  const stranger = await product.browser.newPage({ baseURL: product.url });
  await stranger.goto("/sample/connections/sources?q=web");
  await stranger.waitForURL(/sign-in/);
  expect(new URL(stranger.url()).searchParams.get("callbackUrl")).toBe("/sample/connections/sources?q=web");
  await stranger.close();
});

it("finds resources by name from anywhere", async () => {
  await page.goto("/sample/settings/workspace");
  await page.getByRole("heading", { level: 1, name: "Workspace" }).waitFor();
  await takenOver(page);
  await page.keyboard.press("Control+k");
  await page.getByPlaceholder("Name or id").fill("harbour warehouse");
  await page
    .getByRole("option", { name: /^Harbour warehouse/ })
    .first()
    .waitFor();
  expect(await look(page, "command-palette")).toEqual([]);
  await page
    .getByRole("option", { name: /^Harbour warehouse/ })
    .first()
    .click();
  await page.getByRole("heading", { level: 1, name: "Harbour warehouse" }).waitFor();
});

it("keeps an audit trail that can be searched", async () => {
  await page.goto("/sample/settings/audit-trail?q=olga");
  await page.getByRole("rowheader", { name: "User Added" }).first().waitFor();
  expect(await look(page, "audit-trail")).toEqual([]);
});

it("renames the workspace, and says at the field what is wrong", async () => {
  await page.goto("/sample/settings/workspace");
  const name = page.getByLabel("Name");
  await name.fill("  ");
  await page.getByRole("button", { name: "Save name" }).click();
  await page.getByText("Give the workspace a name.").waitFor();
  // The refusal is an answer with an error's status, which the console notes.
  product.takeFaults();
  await name.fill("Confluence Ferries AG");
  await page.getByRole("button", { name: "Save name" }).click();
  await page.getByRole("button", { name: /Confluence Ferries AG/ }).waitFor();
  expect(await look(page, "settings-workspace")).toEqual([]);
});

it("lists sessions and ends them", async () => {
  await page.goto("/sample/account");
  await page.getByText("This session").waitFor();
  expect(await look(page, "account")).toEqual([]);
});

it("takes an invite back", async () => {
  await page.goto("/sample");
  const permissions = [{ role_id: readOnlyRole, resources: [] }];
  await callApi(page, "access.invite", { workspace: "sample", email: "taken.back@example.com", permissions });
  await page.goto("/sample/settings/access/invites");
  expect(await look(page, "invites")).toEqual([]);
  await page.getByRole("button", { name: "Take back" }).first().click();
  await page.getByRole("dialog").getByRole("button", { name: "Take back" }).click();
  await page.getByText("Taken back").first().waitFor();
});

it("makes a new link for an open invite, shown once", async () => {
  await page.goto("/sample");
  const permissions = [{ role_id: readOnlyRole, resources: [] }];
  const email = "new.link@example.com";
  const { link } = (await callApi(page, "access.invite", { workspace: "sample", email, permissions })) as {
    link: string;
  };
  await page.goto("/sample/settings/access/invites");
  await page.getByRole("row", { name: email }).getByRole("button", { name: "New link" }).click();
  const dialog = page.getByRole("dialog");
  await dialog.getByRole("button", { name: "Make a new link" }).click();
  const renewed = (await dialog.locator("code").textContent()) ?? "";
  expect(renewed).toMatch(/\/invite\/[\w-]{43}$/);
  expect(renewed).not.toBe(link);
  expect(await look(page, "invite-new-link")).toEqual([]);
  await dialog.getByRole("button", { name: "Done" }).click();
  const guest = await product.browser.newPage({ baseURL: product.url });
  await guest.goto(new URL(link).pathname);
  await guest.getByRole("heading", { name: "This invite does not exist" }).waitFor();
  await guest.goto(new URL(renewed).pathname);
  await guest.getByRole("heading", { name: "Join" }).waitFor();
  await guest.close();
});

it("hides actions from those who may only read, and says which roles could", async () => {
  await page.goto("/sample");
  const reader = await joinAs(product, page, { email: "reader@example.com", roleId: readOnlyRole });
  await reader.goto("/sample/connections/sources");
  await reader.getByText("You can look but not change.").waitFor();
  expect(await reader.getByRole("link", { name: "New source" }).count()).toBe(0);
  expect(await look(reader, "list-read-only")).toEqual([]);
  await reader.locator("tbody th a").first().click();
  await reader.getByRole("heading", { name: "Used by" }).waitFor();
  expect(await reader.getByRole("button", { name: "Delete" }).count()).toBe(0);
  expect(await reader.getByRole("link", { name: "Audit trail" }).count()).toBe(0);
  await reader.goto("/sample/settings/audit-trail");
  await reader.getByRole("heading", { name: "Your roles do not show the audit trail" }).waitFor();
  await reader.context().close();
});

it("answers 404 for what is not there", async () => {
  for (const path of ["/nowhere", "/sample/connections/nothing", "/sample/connections/sources/nothing"]) {
    expect((await page.goto(path))?.status(), path).toBe(404);
  }
  expect(await look(page, "not-found")).toEqual([]);
  product.takeFaults();
});

it("fits a telephone in the dark", async () => {
  const narrow = await product.newPage({ viewport: { width: 390, height: 800 }, colorScheme: "dark" });
  for (const [path, name] of [
    ["/sample", "narrow-overview"],
    ["/sample/connections/sources", "narrow-list"],
    ["/sample/settings/audit-trail", "narrow-audit-trail"],
  ] as const) {
    await narrow.goto(path);
    expect(await look(narrow, name), path).toEqual([]);
    expect(await narrow.evaluate("document.documentElement.scrollWidth"), path).toBeLessThanOrEqual(390);
    // Words that may break anywhere must not be squeezed into a column of letters.
    const heights = await narrow.locator("tbody tr").evaluateAll((rows) => rows.map((row) => row.clientHeight));
    expect(Math.max(0, ...heights), path).toBeLessThan(120);
  }
  await narrow.goto("/sample/settings/extensions/git-sync/setup");
  await settled(narrow);
  const offer = await narrow.getByText("Only want to try it out?").boundingBox();
  expect(offer?.width, "the words beside a button").toBeGreaterThan(180);
  await narrow.context().close();
});
