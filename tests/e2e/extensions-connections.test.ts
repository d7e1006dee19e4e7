import type { Page } from "playwright-core";
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from "vitest";
import { memberRoleId } from "@/server/core/permissions";
import { callApi } from "@/tests/support/call-api";
import { look, type Product, startProduct } from "@/tests/support/e2e";
import { joinAs } from "@/tests/support/join-as";
import { keyPair } from "@/tests/support/ssh-git-host";

let product: Product;
let page: Page;

const connections = "/sample/settings/extensions/git-connections";
const main = () => page.locator("#main");

beforeAll(async () => {
  product = await startProduct();
}, 600_000);

afterAll(() => product?.stop());

beforeEach(async () => {
  page = await product.newPage();
  await page.goto(`${connections}/new`);
  await page.getByRole("radio", { name: "GitHub" }).waitFor();
});

afterEach(async () => {
  await page.context().close();
  expect(product.takeFaults()).toEqual([]);
});

async function saveConnection(name: string): Promise<void> {
  await page.getByRole("radio", { name: "GitHub" }).check();
  await page.getByRole("button", { name: "Generate key pair" }).click();
  await page.getByText("Allow write access").waitFor();
  await page.getByLabel("Name", { exact: true }).fill(name);
  await page.getByRole("button", { name: "Save connection" }).click();
}

test("shows the public half of a generated key with where to add it, and keeps the private half to itself", async () => {
  await saveConnection("Deploy key");
  await page.getByRole("heading", { name: "Deploy key", level: 1 }).waitFor();
  await main()
    .getByText(/^ssh-ed25519 AAAA/)
    .waitFor();
  expect(await look(page, "connection-new-key")).toEqual([]);
  expect(await page.content()).not.toContain("PRIVATE KEY");
  await page.goto(connections);
  await page.getByRole("row", { name: /Deploy key GitHub SSH key Not tested Nothing/ }).waitFor();
  expect(await look(page, "connections")).toEqual([]);
});

test("says at the field what is missing or taken, and loses nothing", async () => {
  await page.getByRole("button", { name: "Save connection" }).click();
  await page.getByRole("alert").getByText("Choose a service.").waitFor();
  await saveConnection("Taken name");
  await page.getByRole("heading", { name: "Taken name", level: 1 }).waitFor();
  await page.goto(`${connections}/new`);
  await saveConnection("Taken name");
  await page.getByRole("alert").getByText("“Taken name” is taken.").waitFor();
  await main()
    .getByText(/^ssh-ed25519 AAAA/)
    .waitFor();
  expect(await look(page, "connection-name-taken")).toEqual([]);
  expect(product.takeFaults()).toEqual([expect.stringContaining("409 (Conflict)")]);
});

test("judges a pasted key and a token before anything is saved", async () => {
  await page.getByRole("radio", { name: "Bitbucket" }).check();
  await page.getByRole("radio", { name: "Use a key you have" }).check();
  const key = page.getByRole("textbox", { name: "Private key" });
  await key.fill("ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIOMqqnkVzrm0SdG6UOoqKLsabgH5C9okWi0dh2l9GKJl");
  await key.blur();
  await page.getByText("This is the public half.").waitFor();
  await key.fill(keyPair().privateKey.trim().replaceAll("\n", "\r\n"));
  await key.blur();
  await page.getByText("This key can be used").waitFor();
  await page.getByRole("radio", { name: "HTTPS" }).check();
  const token = page.getByLabel("Token", { exact: true });
  await token.fill(`ATBB${"a".repeat(28)}`);
  await token.blur();
  await page.getByText("Bitbucket app passwords no longer work").waitFor();
  expect(await look(page, "connection-token-refused")).toEqual([]);
  await token.fill(`ATATT3x${"a".repeat(60)}`);
  await token.blur();
  await page.getByText("x-bitbucket-api-token-auth").waitFor();
});

test("tests for real, step by step, and says what failed and what to do", async () => {
  await page.getByRole("button", { name: "Use the practice repository" }).click();
  await page.getByRole("button", { name: "Test connection" }).click();
  await page.getByText("The connection works. Read the remarks below.").waitFor();
  await page.getByText("A trial branch was pushed and deleted.").waitFor();
  expect(await look(page, "connection-tested")).toEqual([]);
  const url = page.getByLabel("Repository URL");
  await url.fill((await url.inputValue()).replace("practice.git", "nothing.git"));
  await page.getByRole("button", { name: "Test connection" }).click();
  await page.getByText(/^The test failed/).waitFor();
  await main().getByText("There is no repository").first().waitFor();
  await main().getByText("Failing", { exact: true }).waitFor();
  expect(await look(page, "connection-test-failed")).toEqual([]);
});

test("replaces a key, renames and deletes a connection", async () => {
  await saveConnection("Short-lived");
  await page.getByRole("heading", { name: "Short-lived", level: 1 }).waitFor();
  const shown = () =>
    main()
      .getByText(/^ssh-ed25519 AAAA/)
      .first()
      .textContent();
  const before = await shown();
  await page.getByRole("button", { name: "Replace key" }).click();
  await page.getByRole("dialog").getByRole("button", { name: "Generate key pair" }).click();
  await page
    .getByRole("dialog")
    .getByText(/^ssh-ed25519 AAAA/)
    .waitFor();
  expect(await look(page, "connection-replace-key")).toEqual([]);
  await page.getByRole("button", { name: "Save new key" }).click();
  await page.getByText("New key saved").waitFor();
  await expect.poll(shown).not.toBe(before);
  await page.getByRole("button", { name: "Rename" }).click();
  await page.getByRole("dialog").getByLabel("Name").fill("Long-lived");
  await page.getByRole("dialog").getByRole("button", { name: "Rename" }).click();
  await page.getByRole("heading", { name: "Long-lived", level: 1 }).waitFor();
  await page.getByRole("button", { name: "Delete", exact: true }).click();
  expect(await look(page, "connection-delete")).toEqual([]);
  await page.getByRole("button", { name: "Delete connection" }).click();
  await page.waitForURL((address) => address.pathname === connections);
  await expect.poll(() => page.getByRole("row", { name: /Long-lived/ }).count()).toBe(0);
});

test("shows a member how things stand without what only owners may see or do", async () => {
  const member = await joinAs(product, page, { email: "mika@example.com", roleId: memberRoleId });
  await member.goto("/sample/settings/extensions");
  await member.getByText("Extensions are managed by a Workspace Owner.").waitFor();
  await member.getByText("A Workspace Owner can set it up.").first().waitFor();
  expect(await member.getByRole("link", { name: "Set up Git sync" }).count()).toBe(0);
  expect(await look(member, "extensions-read-only")).toEqual([]);
  await member.goto(connections);
  await member.getByText("Your role does not show Git connections").waitFor();
  expect(await look(member, "connections-not-shown")).toEqual([]);
  await expect(callApi(member, "gitConnections.list", { workspace: "sample" })).rejects.toThrow(
    /Your role does not allow this/,
  );
  await member.context().close();
  product.takeFaults();
});

test("answers 404 for a connection that is not there", async () => {
  expect((await page.request.get(`${connections}/nothing`)).status()).toBe(404);
});
