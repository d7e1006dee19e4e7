import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { Page } from "playwright-core";
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from "vitest";
import { callApi } from "@/tests/support/call-api";
import { look, type Product, startProduct } from "@/tests/support/e2e";
import { plainGit } from "@/tests/support/plain-git";

let product: Product;
let page: Page;

const gitSync = "/sample/settings/extensions/git-sync";
const git = (...args: string[]) => plainGit(product.practiceRepository, args);
const keysFile = () => join(product.dataDir, "practice", "authorized_keys");
const state = (word: string) => page.locator("#main header").getByText(word, { exact: true });
const setUpFailed =
  "Unable to create Git Sync due to Git connection issues. Please check your configuration and try again.";

beforeAll(async () => {
  product = await startProduct();
}, 600_000);

afterAll(() => product?.stop());

beforeEach(async () => {
  page = await product.newPage();
  await page.goto("/sample/settings/extensions");
});

afterEach(async () => {
  await page.context().close();
});

/** Locks our key out for the time of the work, as a host's administrator would. */
async function withoutAccess(work: () => Promise<void>): Promise<void> {
  const keys = readFileSync(keysFile(), "utf8");
  writeFileSync(keysFile(), "");
  try {
    await work();
  } finally {
    writeFileSync(keysFile(), keys);
  }
}

/** Git Sync set up and up to date, whatever other tests have left. */
async function beInSync(): Promise<void> {
  await page.goto(gitSync);
  const { id } = (await callApi(page, "gitConnections.usePractice", { workspace: "sample" })) as { id: string };
  if ((await callApi(page, "gitSync.find", { workspace: "sample" })) === null) {
    const { url } = (await callApi(page, "gitConnections.practice", { workspace: "sample" })) as { url: string };
    await callApi(page, "gitSync.setUp", { workspace: "sample", connectionId: id, url });
  }
  await page.goto(gitSync);
  await state("Up to date").waitFor();
}

let count = 0;
async function editSource(): Promise<string> {
  const [path = ""] = git("ls-tree", "--name-only", "main:sources").split("\n");
  const id = path.replace(/\.tf$/, "");
  count += 1;
  const changes = { name: `Edit number ${count}` };
  await callApi(page, "resources.update", { workspace: "sample", kind: "source", id, changes });
  return changes.name;
}

test("a set-up that fails shows the message that people search for, and under it the real reason", async () => {
  await callApi(page, "gitConnections.usePractice", { workspace: "sample" });
  if (await callApi(page, "gitSync.find", { workspace: "sample" })) {
    await callApi(page, "gitSync.remove", { workspace: "sample" });
  }
  await page.goto(`${gitSync}/setup`);
  await page.getByRole("radio", { name: "Practice repository" }).check();
  await page.getByRole("button", { name: "Next", exact: true }).click();
  await page.getByLabel("Folder").waitFor();
  await withoutAccess(async () => {
    await page.getByRole("button", { name: "Next", exact: true }).click();
    await page.getByText(/^The test failed/).waitFor();
    await page.getByText("Permission denied (publickey)").first().waitFor();
    expect(await look(page, "wizard-2-test-failed")).toEqual([]);
  });
  await page.getByRole("button", { name: "Test again" }).click();
  await page.getByText(/The first sync writes/).waitFor();
  await page.getByRole("link", { name: "Next", exact: true }).click();
  await page.getByRole("button", { name: "Save and sync" }).waitFor();
  await withoutAccess(async () => {
    await page.getByRole("button", { name: "Save and sync" }).click();
    await page.getByRole("alert").getByText(setUpFailed).waitFor();
    await page.getByRole("alert").getByText("Permission denied (publickey)").first().waitFor();
    expect(await look(page, "wizard-4-failed")).toEqual([]);
  });
});

test("a lost credential stops the sync, keeps the change, says what to do, and Retry goes on", async () => {
  await beInSync();
  await withoutAccess(async () => {
    await editSource();
    await state("Failing").waitFor();
    await page.getByText("Permission denied (publickey)").first().waitFor();
    await page.getByText(/It is not tried again by itself/).waitFor();
    expect(await look(page, "git-sync-failing-access")).toEqual([]);
    await page.getByRole("link", { name: "See the run" }).click();
    await state("Failed").waitFor();
    expect(await look(page, "run-failed")).toEqual([]);
    await page.goto("/sample/settings/extensions");
    await page.getByText("Failing", { exact: true }).first().waitFor();
    expect(await look(page, "extensions-failing")).toEqual([]);
  });
  await page.goto(gitSync);
  await page.getByRole("button", { name: "Retry" }).click();
  await state("Succeeded").waitFor();
  expect(git("show", "main", "--format=")).toContain(`Edit number ${count}`);
});

test("a refused push is tried again by itself, with the host's words and the time on the page", async () => {
  await beInSync();
  git("config", "receive.maxInputSize", "1");
  try {
    await editSource();
    await state("Failing").waitFor();
    await page.getByText(/Tried again by itself/).waitFor();
    expect(await look(page, "git-sync-failing-push")).toEqual([]);
  } finally {
    git("config", "--unset", "receive.maxInputSize");
  }
  await page.getByRole("button", { name: "Retry" }).click();
  await state("Succeeded").waitFor();
});

test("a rewritten history is noted on the run, and nothing is forced", async () => {
  await beInSync();
  const tree = git("rev-parse", "main^{tree}");
  const foreign = git("commit-tree", tree, "-m", "History made anew");
  git("update-ref", "refs/heads/main", foreign);
  const name = await editSource();
  await expect.poll(() => git("show", "main", "--format="), { timeout: 60_000 }).toContain(name);
  git("merge-base", "--is-ancestor", foreign, "main");
  await page.reload();
  await page.getByRole("table", { name: "Runs of Git Sync" }).getByRole("link").first().click();
  await page.getByText(/history was rewritten since the last sync/).waitFor();
  expect(await look(page, "run-history-rewritten")).toEqual([]);
});

test("a connection in use is not deleted: the refusal names what uses it", async () => {
  await beInSync();
  await page.getByRole("link", { name: "Practice repository", exact: true }).click();
  await page.getByRole("heading", { name: "Practice repository", level: 1 }).waitFor();
  await page.getByRole("button", { name: "Delete", exact: true }).click();
  await page.getByRole("button", { name: "Delete connection" }).click();
  await page.getByText(/is used by Git Sync to/).waitFor();
  expect(await look(page, "connection-delete-refused")).toEqual([]);
});

test("removing Git Sync says what happens, and leaves the repository and the history of runs", async () => {
  await beInSync();
  const before = git("rev-parse", "main");
  await page.getByRole("button", { name: "Remove", exact: true }).click();
  await page.getByText("The repository and its history stay as they are.").waitFor();
  expect(await look(page, "git-sync-remove")).toEqual([]);
  await page.getByRole("button", { name: "Remove Git Sync" }).click();
  await page.waitForURL((url) => url.pathname === "/sample/settings/extensions");
  await page.goto(gitSync);
  await page.getByText("Git Sync is not set up").waitFor();
  await page.getByRole("table", { name: "Runs of Git Sync" }).waitFor();
  expect(await look(page, "git-sync-never-or-removed")).toEqual([]);
  expect(git("rev-parse", "main")).toBe(before);
});
