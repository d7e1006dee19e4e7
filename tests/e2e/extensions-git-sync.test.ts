import type { Page } from "playwright-core";
import { afterAll, afterEach, beforeAll, expect, test } from "vitest";
import { callApi } from "@/tests/support/call-api";
import { look, owner, type Product, startProduct } from "@/tests/support/e2e";
import { plainGit } from "@/tests/support/plain-git";
import { expectLightPage } from "@/tests/support/script-bytes";

let product: Product;
let page: Page;
let onTheWay: string[];

const extensions = "/sample/settings/extensions";
const git = (...args: string[]) => plainGit(product.practiceRepository, args);
const heading = (name: string | RegExp) => page.getByRole("heading", { name, level: 1 });
const state = (word: string) => page.locator("header").getByText(word, { exact: true });

beforeAll(async () => {
  product = await startProduct();
  page = await product.newPage();
  onTheWay = await walkThroughWizard();
}, 600_000);

afterAll(() => product?.stop());

afterEach(() => expect(product.takeFaults()).toEqual([]));

/** Changes a source's name as its form does. */
const renameSource = (id: string, name: string) =>
  callApi(page, "resources.update", { workspace: "sample", kind: "source", id, changes: { name } });

async function firstSource(): Promise<string> {
  const [path = ""] = git("ls-tree", "--name-only", "main:segment/sources").split("\n");
  return path.replace(/\.tf$/, "");
}

/** Sets Git Sync up as a person does, and gives back what axe found on the way. */
async function walkThroughWizard(): Promise<string[]> {
  const found: string[] = [];
  const see = async (name: string) => found.push(...(await look(page, name)));
  await page.goto(extensions);
  await page.getByRole("link", { name: "Set up Git sync" }).waitFor();
  await see("extensions-not-set-up");
  await page.getByRole("link", { name: "Set up Git sync" }).click();
  await page.getByRole("button", { name: "Use the practice repository" }).waitFor();
  await see("wizard-1-credentials");
  await page.getByRole("button", { name: "Use the practice repository" }).click();
  await page.getByLabel("Folder").fill("segment");
  await see("wizard-2-repository");
  await page.getByRole("button", { name: "Next", exact: true }).click();
  await page.getByText(/The first sync writes \d+ files in 16 folders/).waitFor();
  await page.goBack();
  // The browser's Back keeps the folder: every file is expected in it below.
  await page.getByLabel("Folder").waitFor();
  await page.getByRole("button", { name: "Next", exact: true }).click();
  await page.getByText(/The first sync writes \d+ files in 16 folders/).waitFor();
  await see("wizard-3-preview");
  await page.getByRole("link", { name: "Functions", exact: true }).last().click();
  await page.getByText(/^segment\/functions\/.*\.tf$/).waitFor();
  await page.getByRole("link", { name: "Next", exact: true }).click();
  await page.getByRole("button", { name: "Save and sync" }).waitFor();
  await see("wizard-4-save");
  await page.getByRole("button", { name: "Save and sync" }).dblclick();
  await page.waitForURL(/\/git-sync\/runs\//);
  await state("Succeeded").waitFor();
  await page.locator("#diff figure").first().waitFor();
  await see("run-initial");
  return found;
}

test("setting Git Sync up by the wizard ends at a run that wrote every resource", async () => {
  expect(onTheWay).toEqual([]);
  await page.goto(`${extensions}/git-sync`);
  await page.getByRole("link", { name: "Initial sync" }).click();
  await heading("Initial sync").waitFor();
  const [first = ""] = git("rev-list", "--reverse", "main").split("\n");
  const files = git("ls-tree", "-r", "--name-only", first).split("\n");
  expect(files.length).toBeGreaterThan(150);
  expect(files.every((file) => /^segment\/[a-z_]+\/[^/]+\.tf$/.test(file))).toBe(true);
});

test("shows the commit of an edited source within seconds: one file, by whoever changed it", async () => {
  await page.goto(`${extensions}/git-sync`);
  await state("Up to date").waitFor();
  expect(await look(page, "git-sync-healthy")).toEqual([]);
  const id = await firstSource();
  await renameSource(id, "Renamed by a test");
  const row = page.getByRole("row", { name: /Change.*1 commit, 1 file written/ });
  await row.first().waitFor();
  const subject = `Source '${id}' modified by ${owner.email}`;
  expect(git("log", "-1", "--format=%s|%ae", "main")).toBe(`${subject}|${owner.email}`);
  expect(git("show", "--format=", "--name-only", "main")).toBe(`segment/sources/${id}.tf`);
  await row.first().getByRole("link").click();
  await page.getByRole("heading", { name: subject }).waitFor();
  await page.getByText("Renamed by a test").first().waitFor();
  expect(await look(page, "run-change")).toEqual([]);
});

test("keeps changes while it is off and pushes them in order when it is on again", async () => {
  await page.goto(`${extensions}/git-sync`);
  const before = git("rev-parse", "main");
  await page.getByRole("switch", { name: "Enabled" }).uncheck();
  await state("Off").waitFor();
  const id = await firstSource();
  await renameSource(id, "First while off");
  await renameSource(id, "Second while off");
  await page.getByText("2 changes waiting. They are pushed, in order, when it is switched on.").waitFor();
  expect(await look(page, "git-sync-off-pending")).toEqual([]);
  expect(git("rev-parse", "main")).toBe(before);
  await page.getByRole("switch", { name: "Enabled" }).check();
  await state("Up to date").waitFor();
  const subject = `Source '${id}' modified by ${owner.email}`;
  expect(git("log", "--format=%s", `${before}..main`)).toBe(`${subject}\n${subject}`);
  expect(git("show", `main~1:segment/sources/${id}.tf`)).toContain("First while off");
  expect(git("show", `main:segment/sources/${id}.tf`)).toContain("Second while off");
});

test("brings the repository to the workspace's state on Full Sync, and says when nothing differs", async () => {
  await page.goto(`${extensions}/git-sync`);
  await page.getByRole("button", { name: "Full Sync" }).click();
  await page.waitForURL(/\/git-sync\/runs\//);
  await heading("Full Sync").waitFor();
  await state("Succeeded").waitFor();
  await page.getByText("Files already right").waitFor();
  expect(await look(page, "run-full-nothing-to-do")).toEqual([]);
  await page.goto(`${extensions}/git-sync`);
  await page.getByRole("row", { name: /Full Sync/ }).waitFor();
  expect(await look(page, "git-sync-history")).toEqual([]);
});

test("shows a run while it works, also after a reload, and its end without one", async () => {
  await page.goto(`${extensions}/git-sync`);
  await page.getByRole("button", { name: "Full Sync" }).waitFor();
  product.pauseHost();
  try {
    await page.getByRole("button", { name: "Full Sync" }).click();
    await page.waitForURL(/\/git-sync\/runs\//);
    await state("Running").waitFor();
    await page.getByText("Look at the branch: Running").waitFor();
    expect(await look(page, "run-running")).toEqual([]);
    await page.reload();
    await state("Running").waitFor();
    await page.getByText("Record what was pushed").waitFor();
    const other = await product.newPage();
    await other.goto(`${extensions}/git-sync`);
    await other.getByText("A sync is under way").waitFor();
    expect(await look(other, "git-sync-running")).toEqual([]);
    await other.context().close();
  } finally {
    product.resumeHost();
  }
  await state("Succeeded").waitFor();
  await page.getByRole("status").getByText("The run has succeeded").waitFor({ state: "attached" });
});

test("loads at most 200 kB of compressed script for a run and for a connection", async () => {
  const { links } = await expectLightPage(product, `${extensions}/git-sync`);
  for (const part of ["/git-sync/runs/", "/git-connections/"]) {
    const path = links.find((href) => href.includes(part));
    expect(path, part).toBeDefined();
    await expectLightPage(product, path ?? "");
  }
});

test("offers a providers.tf of either version, to people of the workspace only", async () => {
  await page.goto(`${extensions}/git-sync`);
  const [download] = await Promise.all([
    page.waitForEvent("download"),
    page.getByRole("link", { name: "For 1.0.4" }).click(),
  ]);
  expect(download.suggestedFilename()).toBe("providers.tf");
  const answer = await page.request.get(`${extensions}/git-sync/providers.tf`);
  expect(await answer.text()).toContain('version = "1.6.0"');
  expect((await page.request.get("/nobody/settings/extensions/git-sync/providers.tf")).status()).toBe(404);
  expect((await page.request.get(`${extensions}/git-sync/providers.tf?version=9`)).status()).toBe(400);
});

test("stands on narrow screens and in the dark", async () => {
  const narrow = await product.newPage({ viewport: { width: 360, height: 780 } });
  await narrow.goto(`${extensions}/git-sync`);
  await narrow.getByRole("heading", { name: "History" }).waitFor();
  expect(await look(narrow, "git-sync-narrow")).toEqual([]);
  const wider = await narrow.evaluate(() => document.documentElement.scrollWidth > window.innerWidth);
  expect(wider).toBe(false);
  await narrow.context().close();
  const dark = await product.newPage({ colorScheme: "dark" });
  await dark.goto(`${extensions}/git-sync`);
  await dark
    .getByRole("row", { name: /Initial sync/ })
    .getByRole("link")
    .click();
  await dark.locator("#diff figure").first().waitFor();
  expect(await look(dark, "run-initial-dark")).toEqual([]);
  await dark.context().close();
});
