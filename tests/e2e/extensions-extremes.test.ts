import type { Page } from "playwright-core";
import { afterAll, afterEach, beforeAll, expect, test } from "vitest";
import { callApi } from "@/tests/support/call-api";
import { look, type Product, startProduct } from "@/tests/support/e2e";
import { plainGit } from "@/tests/support/plain-git";
import { keyPair } from "@/tests/support/ssh-git-host";

let product: Product;
let page: Page;
let practice: { url: string; service: string };
let ids: { rtl: string; long: string };

const extensions = "/sample/settings/extensions";
const rtlName = "اتصال المستودع (Git) رقم ٤٢";
const longName = `A connection whose name goes on ${"andonandon".repeat(4)} up to 80`.slice(0, 80);
const branch = `feature/${"a-branch-name-without-any-end-".repeat(6)}x`;
const folder = Array.from({ length: 6 }, (_, n) => `${n}-${"folder".repeat(4)}`).join("/");
const api = (path: string, input: object = {}) => callApi(page, path, { workspace: "sample", ...input });

beforeAll(async () => {
  product = await startProduct();
  page = await product.newPage();
  await page.goto(extensions);
  practice = (await api("gitConnections.practice")) as typeof practice;
  const { id: rtl } = (await api("gitConnections.usePractice")) as { id: string };
  await api("gitConnections.update", { id: rtl, name: rtlName });
  const key = { method: "ssh-key", service: practice.service, privateKey: keyPair().privateKey };
  const { id: long } = (await api("gitConnections.create", { ...key, name: longName })) as { id: string };
  ids = { rtl, long };
  await api("gitSync.setUp", { connectionId: rtl, url: practice.url, branch, path: folder });
  await page.goto(`${extensions}/git-sync`);
  await page.locator("#main header").getByText("Up to date", { exact: true }).waitFor();
}, 600_000);

afterAll(() => product?.stop());

afterEach(() => expect(product.takeFaults()).toEqual([]));

/** Names in the other direction that stand in nothing that takes its direction from its text. Code keeps its own. */
const unguarded = (on: Page) =>
  on.evaluate((name) => {
    const found: string[] = [];
    const texts = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    while (texts.nextNode()) {
      const { parentElement, textContent } = texts.currentNode;
      if (!parentElement?.checkVisibility() || parentElement.closest("script, [aria-hidden=true]")) continue;
      if (!textContent?.includes(name)) continue;
      if (!parentElement.closest("[dir=auto], bdi, figure")) found.push(`${parentElement.tagName}: ${textContent}`);
    }
    return found;
  }, rtlName);

const views = [
  ["wide", { viewport: { width: 1280, height: 900 } }],
  ["narrow", { viewport: { width: 360, height: 780 } }],
  ["narrow-dark", { viewport: { width: 360, height: 780 }, colorScheme: "dark" }],
  ["dark", { viewport: { width: 1280, height: 900 }, colorScheme: "dark" }],
] as const;

async function see(on: Page, name: string): Promise<void> {
  expect({ name, axe: await look(on, `extremes-${name}`) }).toEqual({ name, axe: [] });
  const wider = await on.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
  expect({ name, wider: Math.max(0, wider) }).toEqual({ name, wider: 0 });
  expect({ name, unguarded: await unguarded(on) }).toEqual({ name, unguarded: [] });
}

test.each(views)("long and right-to-left names fit every page, %s", async (view, options) => {
  const shown = await product.newPage(options);
  const at = async (path: string, ready: string) => {
    await shown.goto(`${extensions}${path}`);
    await shown.locator("#main").getByText(ready).first().waitFor();
  };
  await at("", "Git connections");
  await see(shown, `index-${view}`);
  await at("/git-connections", longName);
  await see(shown, `connections-${view}`);
  await at(`/git-connections/${ids.rtl}`, rtlName);
  await see(shown, `connection-rtl-${view}`);
  await shown.getByRole("button", { name: "Delete", exact: true }).click();
  await shown.getByRole("button", { name: "Delete connection" }).waitFor();
  await see(shown, `connection-delete-${view}`);
  await at(`/git-connections/${ids.long}`, longName);
  await shown.getByRole("button", { name: "Replace key" }).click();
  await shown.getByRole("button", { name: "Save new key" }).waitFor();
  await see(shown, `connection-replace-${view}`);
  await at("/git-sync", rtlName);
  await see(shown, `git-sync-${view}`);
  await shown.getByRole("link", { name: "Initial sync" }).click();
  await shown.locator("#diff figure").first().waitFor();
  await see(shown, `run-${view}`);
  await at("/git-sync/change", longName);
  await see(shown, `change-connection-${view}`);
  const { url } = practice;
  const query = new URLSearchParams({ connection: ids.long, url, branch, folder, tested: "yes" });
  await at(`/git-sync/change?${query}&step=repository`, longName);
  await see(shown, `change-repository-${view}`);
  await at(`/git-sync/change?${query}&step=summary`, longName);
  await see(shown, `change-summary-${view}`);
  await shown.context().close();
});

test("a failure's long words and names fit a narrow page in the dark", async () => {
  plainGit(product.practiceRepository, ["config", "receive.maxInputSize", "1"]);
  const [path = ""] = plainGit(product.practiceRepository, [
    "ls-tree",
    "--name-only",
    `${branch}:${folder}/sources`,
  ]).split("\n");
  await api("resources.update", { kind: "source", id: path.replace(/\.tf$/, ""), changes: { name: rtlName } });
  const shown = await product.newPage({ viewport: { width: 360, height: 780 }, colorScheme: "dark" });
  await shown.goto(`${extensions}/git-sync`);
  await shown.locator("#main header").getByText("Failing", { exact: true }).waitFor();
  await see(shown, "git-sync-failing-narrow-dark");
  await shown.goto(`${extensions}/git-connections/${ids.rtl}`);
  await see(shown, "connection-failing-narrow-dark");
  plainGit(product.practiceRepository, ["config", "--unset", "receive.maxInputSize"]);
  await page.goto(`${extensions}/git-sync`);
  await page.getByRole("button", { name: "Retry" }).click();
  await page.locator("#main header").getByText("Succeeded", { exact: true }).waitFor();
  await shown.goto(page.url());
  await shown.locator("#diff figure").first().waitFor();
  await see(shown, "run-rtl-diff-narrow-dark");
  await shown.context().close();
});
