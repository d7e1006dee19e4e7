import { execFile } from "node:child_process";
import { promisify } from "node:util";
import type { BrowserContextOptions, Page } from "playwright-core";
import { afterAll, afterEach, beforeAll, expect, test } from "vitest";
import { callApi } from "@/tests/support/call-api";
import { hasCurl } from "@/tests/support/curl";
import { look, type Product, startProduct } from "@/tests/support/e2e";
import { joinAs } from "@/tests/support/join-as";
import { expectLightPage } from "@/tests/support/script-bytes";

let product: Product;
let page: Page;
let token = "";

const tokens = "/sample/settings/access/api-tokens";
const extensions = "/sample/settings/extensions";
const run = promisify(execFile);
const curl = hasCurl();

beforeAll(async () => {
  product = await startProduct();
  page = await product.newPage();
  await page.goto(tokens);
}, 600_000);

afterAll(() => product?.stop());

afterEach(() => expect(product.takeFaults()).toEqual([]));

const views: readonly (readonly [string, BrowserContextOptions])[] = [
  ["narrow", { viewport: { width: 360, height: 780 } }],
  ["dark", { colorScheme: "dark" }],
];

/** The page in the other looks: axe finds nothing, and only boxes scroll sideways. */
async function seeOtherwise(path: string, name: string): Promise<void> {
  for (const [view, options] of views) {
    const other = await product.newPage(options);
    await other.goto(path);
    expect([view, await look(other, `${name}-${view}`)]).toEqual([view, []]);
    const wider = await other.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
    expect([view, path, Math.max(0, wider)]).toEqual([view, path, 0]);
    await other.context().close();
  }
}

/** A refused form is a fault to the browser's console, and here what was asked for. */
const expectRefusals = (count: number) =>
  expect(product.takeFaults()).toEqual(Array.from({ length: count }, () => expect.stringContaining("status of 400")));

const callPublicApi = (path = "/") =>
  fetch(`${product.url}/api/public${path}`, { headers: { authorization: `Bearer ${token}` } });

test("a token is made, shown once, used, and stops working when it is revoked", async () => {
  await page.getByRole("heading", { name: "No API tokens yet" }).waitFor();
  expect(await look(page, "tokens-none")).toEqual([]);
  await page.getByRole("button", { name: "Create token" }).click();
  const form = page.getByRole("dialog", { name: "Create an API token" });
  await form.getByLabel("Expires after").selectOption("custom");
  await form.getByRole("button", { name: "Create token" }).click();
  await form.getByText("Give the token a name.").first().waitFor();
  expect(await look(page, "tokens-errors")).toEqual([]);
  expectRefusals(1);
  await form.getByLabel("Name").fill("Terraform في CI");
  await form.getByLabel("Days").fill("45");
  await form.getByRole("button", { name: "Create token" }).click();
  token = (await page.getByTestId("token").textContent()) ?? "";
  expect(token).toMatch(/^trb_[\w-]{43}$/);
  expect(await look(page, "tokens-shown")).toEqual([]);
  await page.getByRole("link", { name: "Users" }).last().click();
  await page
    .getByRole("dialog", { name: "Leave without the token?" })
    .getByRole("button", { name: "Stay here" })
    .click();
  await page.getByRole("button", { name: "I have copied it" }).click();
  expect((await callPublicApi()).status).toBe(200);
  await page.reload();
  const row = page.getByRole("row", { name: /Terraform/ });
  await row.getByText("Active").waitFor();
  expect(await page.content()).not.toContain(token);
  expect(await row.getByText("Never").count()).toBe(0);
  expect(await look(page, "tokens-list")).toEqual([]);
  await seeOtherwise(tokens, "tokens-list");
});

test("tokens are not shown to members", async () => {
  const person = { email: "mika.tokens@example.com", roleId: "1T4aB9og7L00rOWdpKsvJ0I3xDL" };
  const member = await joinAs(product, page, person);
  await member.goto(tokens);
  await member.getByRole("heading", { name: "Your roles do not show API tokens" }).waitFor();
  expect(await member.getByRole("link", { name: "API tokens" }).count()).toBe(0);
  expect(await look(member, "tokens-member")).toEqual([]);
  await member.goto(`${extensions}/import`);
  await member.getByRole("heading", { name: /does not show imports/ }).waitFor();
  await member.goto(`${extensions}/terraform`);
  await member.getByText("Ask a Workspace Owner for an API token").waitFor();
  expect(await look(member, "terraform-member")).toEqual([]);
  await member.context().close();
});

test("the reference shows every call, and its reading examples run as they are pasted", {
  timeout: 120_000,
}, async () => {
  await page.goto(`${extensions}/api-reference`);
  await page.getByRole("link", { name: /GET \/sources$/ }).waitFor();
  expect(await look(page, "api-reference")).toEqual([]);
  await seeOtherwise(`${extensions}/api-reference`, "api-reference");
  for (const group of ["sources", "destinations", "tracking-plans"]) {
    await page.goto(`${extensions}/api-reference/${group}`);
    await page.locator("figure pre").first().waitFor();
    expect(await look(page, `api-${group}`)).toEqual([]);
    const shown = await page.locator("figure pre").allInnerTexts();
    const reading = shown.filter((text) => !text.includes("-X "));
    expect(reading.length).toBeGreaterThan(2);
    for (const command of curl ? reading : []) {
      const env = { PATH: process.env.PATH, TOKEN: token } as unknown as NodeJS.ProcessEnv;
      const { stdout } = await run("/bin/sh", ["-c", command], { env, maxBuffer: 64 * 1024 * 1024 });
      expect([command, Object.keys(JSON.parse(stdout))]).toEqual([command, ["data"]]);
    }
  }
  await seeOtherwise(`${extensions}/api-reference/destinations`, "api-destinations");
  const document = await fetch(`${product.url}/api/public/openapi.json`);
  expect([document.status, (await document.json()).servers]).toEqual([200, [{ url: `${product.url}/api/public` }]]);
  const script = await page.request.get(`${extensions}/api-reference/examples.sh`);
  expect(await script.text()).toContain(`"${product.url}/api/public/sources"`);
});

test("the steps for Terraform hold this workspace's own address and repository", async () => {
  await page.goto(`${extensions}/terraform`);
  await page.getByText(`url = "${product.url}/api/public"`).waitFor();
  await page.getByText(/Plan: \d+ to import, 0 to add, 0 to change, 0 to destroy\./).waitFor();
  await page.getByText("npx tributary export sample").waitFor();
  expect(await look(page, "terraform-without-sync")).toEqual([]);
  await seeOtherwise(`${extensions}/terraform`, "terraform");
  await page.goto(extensions);
  await page.getByText("In use").waitFor();
  expect(await look(page, "extensions-with-terraform")).toEqual([]);
});

test("a repository is planned and imported into another workspace", { timeout: 240_000 }, async () => {
  const practice = (await callApi(page, "gitConnections.practice", { workspace: "sample" })) as { url: string };
  const { id } = (await callApi(page, "gitConnections.usePractice", { workspace: "sample" })) as { id: string };
  const place = { url: practice.url, branch: "main", path: "segment" };
  await callApi(page, "gitSync.setUp", { workspace: "sample", connectionId: id, ...place });
  await page.goto(`${extensions}/git-sync`);
  await page.locator("#main header").getByText("Up to date", { exact: true }).waitFor({ timeout: 60_000 });
  await page.goto(`${extensions}/terraform`);
  await page.getByText("cd tributary/segment").waitFor();
  expect(await look(page, "terraform-with-sync")).toEqual([]);

  const all = (await callApi(page, "me.workspaces", undefined)) as { slug: string }[];
  const own = all.find(({ slug }) => slug !== "sample")?.slug ?? "";
  await page.goto(`/${own}/settings/extensions/import`);
  await page.getByRole("heading", { name: "No Git connection yet" }).waitFor();
  expect(await look(page, "import-without-connection")).toEqual([]);
  await callApi(page, "gitConnections.usePractice", { workspace: own });
  await page.reload();
  await page.getByRole("button", { name: "Show plan" }).click();
  await page.getByText("Give the repository's URL.").first().waitFor();
  expect(await look(page, "import-errors")).toEqual([]);
  expectRefusals(1);
  await page.getByLabel("Repository URL").fill(practice.url);
  await page.getByLabel("Folder").fill("segment");
  await page.getByRole("button", { name: "Show plan" }).click();
  await page.getByRole("heading", { name: /^Plan: \d+ to create/ }).waitFor({ timeout: 60_000 });
  expect(await look(page, "import-plan")).toEqual([]);
  expect(new URL(page.url()).searchParams.get("folder")).toBe("segment");
  await page.getByRole("button", { name: "Import", exact: true }).click();
  await page.getByRole("dialog").getByRole("button", { name: "Import", exact: true }).click();
  await page.getByText("Imported", { exact: true }).waitFor({ timeout: 60_000 });
  expect(await look(page, "import-done")).toEqual([]);
  const counts = (await callApi(page, "resources.counts", { workspace: own })) as { source?: number };
  expect(counts.source).toBeGreaterThan(5);
  await page.goto(`/${own}/settings/extensions/import?folder=segment&url=${encodeURIComponent(practice.url)}`);
  await page.getByRole("button", { name: "Show plan" }).click();
  await page.getByText("there is nothing to do").waitFor({ timeout: 60_000 });
  await seeOtherwise(`/${own}/settings/extensions/import`, "import");
});

test("a revoked token is refused at once", async () => {
  await page.goto(tokens);
  await page.getByRole("button", { name: "Revoke" }).click();
  const asked = page.getByRole("dialog", { name: /Revoke the token/ });
  await asked.getByRole("button", { name: "Revoke token" }).click();
  await page.getByText("Revoked", { exact: true }).waitFor();
  expect((await callPublicApi()).status).toBe(401);
});

test.each([
  tokens,
  `${extensions}/api-reference`,
  `${extensions}/api-reference/destinations`,
  `${extensions}/terraform`,
  `${extensions}/import`,
])("the first load of %s is light", async (path) => void (await expectLightPage(product, path)));
