import type { Page } from "playwright-core";
import { afterAll, afterEach, beforeAll, expect, test } from "vitest";
import { callApi } from "@/tests/support/call-api";
import { look, type Product, startProduct } from "@/tests/support/e2e";
import { plainGit } from "@/tests/support/plain-git";

let product: Product;
let page: Page;
let practiceUrl: string;

const gitSync = "/sample/settings/extensions/git-sync";
const git = (...args: string[]) => plainGit(product.practiceRepository, args);
const files = () => git("ls-tree", "-r", "--name-only", "main").split("\n");
const badge = (word: string) => page.locator("#main header").getByText(word, { exact: true });
const style = () => page.getByRole("switch", { name: "Secrets as Terraform variables" });

beforeAll(async () => {
  product = await startProduct();
  page = await product.newPage();
  await page.goto("/sample");
  const { url } = (await callApi(page, "gitConnections.practice", { workspace: "sample" })) as { url: string };
  practiceUrl = url;
  const { id } = (await callApi(page, "gitConnections.usePractice", { workspace: "sample" })) as { id: string };
  const place = { url, branch: "main", path: "" };
  await callApi(page, "gitSync.setUp", { workspace: "sample", connectionId: id, ...place });
  await page.goto(gitSync);
  await badge("Up to date").waitFor({ timeout: 60_000 });
}, 600_000);

afterAll(() => product?.stop());

afterEach(() => expect(product.takeFaults()).toEqual([]));

test("secrets become variables with one switch, and masked again with the same", { timeout: 120_000 }, async () => {
  expect(await style().isChecked()).toBe(false);
  expect(await look(page, "git-sync-secrets-masked")).toEqual([]);
  const masked = git("rev-parse", "main^{tree}");
  const secret = git("grep", "-l", "••••", "main", "--", "destinations").split("\n")[0]?.replace("main:", "") ?? "";
  await style().check();
  await page.getByText("Secrets are written as variables").waitFor();
  await expect.poll(files, { timeout: 60_000 }).toContain("variables.tf");
  await badge("Up to date").waitFor();
  await page.reload();
  expect(await style().isChecked()).toBe(true);
  expect(await look(page, "git-sync-secrets-variables")).toEqual([]);
  expect(git("show", `main:${secret}`)).toMatch(/= var\.destination_/);
  expect(git("show", "main:variables.tf")).toContain("sensitive = true");
  expect(git("log", "--format=%h", "main").split("\n")).toHaveLength(2);
  await style().uncheck();
  await page.getByText("Secrets are written masked").waitFor();
  await expect.poll(() => git("rev-parse", "main^{tree}"), { timeout: 60_000 }).toBe(masked);
  await badge("Up to date").waitFor();
});

test("a resource whose file would not be right is listed with why, and off the list once it is mended", async () => {
  const [id = ""] = files()
    .filter((file) => file.startsWith("sources/"))
    .map((file) => file.slice("sources/".length, -".tf".length));
  const set = (limits: unknown) =>
    callApi(page, "resources.update", { workspace: "sample", kind: "source", id, changes: { settings: { limits } } });
  await page.goto(gitSync);
  // Two names that Terraform takes for one.
  await set({ "\u00e9": 1, "e\u0301": 2 });
  await page.getByText("1 resource left out").waitFor({ timeout: 60_000 });
  await page.getByText(/at settings\.limits/).waitFor();
  expect(await look(page, "git-sync-held-back")).toEqual([]);
  const link = page.locator("#main").getByRole("listitem").getByRole("link").first();
  expect(await link.getAttribute("href")).toBe(`/sample/connections/sources/${id}`);
  await page.reload();
  await page.getByText("1 resource left out").waitFor();
  await set(3);
  await expect.poll(() => git("show", `main:sources/${id}.tf`), { timeout: 60_000 }).toContain("limits = 3");
  await page.getByText("1 resource left out").waitFor({ state: "detached", timeout: 60_000 });
});

test("a destination that was imported without its secret says so until it is set", { timeout: 120_000 }, async () => {
  const all = (await callApi(page, "me.workspaces", undefined)) as { slug: string }[];
  const own = all.find(({ slug }) => slug !== "sample")?.slug ?? "";
  const { id } = (await callApi(page, "gitConnections.usePractice", { workspace: own })) as { id: string };
  await page.goto(`/${own}/settings/extensions/import?connection=${id}&url=${encodeURIComponent(practiceUrl)}`);
  await page.getByRole("button", { name: "Show plan" }).click();
  await page.getByRole("heading", { name: /^Plan: \d+ to create/ }).waitFor({ timeout: 60_000 });
  await page.getByRole("button", { name: "Import", exact: true }).click();
  await page.getByRole("dialog").getByRole("button", { name: "Import", exact: true }).click();
  await page.getByText("Imported", { exact: true }).waitFor({ timeout: 60_000 });
  await page.goto(`/${own}/connections/destinations`);
  const row = page.getByRole("row").filter({ hasText: "Needs its secret" }).first();
  await row.waitFor();
  expect(await look(page, "list-needs-secret")).toEqual([]);
  await row.getByRole("link").first().click();
  await page.getByText(/^This destination needs/).waitFor();
  await page.getByText("Last change").first().waitFor();
  expect(await look(page, "detail-needs-secret")).toEqual([]);
  await page
    .getByRole("navigation", { name: /^Views/ })
    .getByRole("link", { name: "Settings" })
    .click();
  await page.getByText("Secret without its value").first().waitFor();
  await page.getByRole("link", { name: /^Set the secret/ }).click();
  const boxes = page.getByPlaceholder("Its value is missing since the import");
  await boxes.first().waitFor();
  expect(await look(page, "form-needs-secret")).toEqual([]);
  for (const box of await boxes.all()) await box.fill("a value that somebody knew");
  await page.getByRole("button", { name: "Save changes" }).click();
  await page.getByRole("navigation", { name: /^Views/ }).waitFor();
  expect(await page.getByText(/^This destination needs/).count()).toBe(0);
});
