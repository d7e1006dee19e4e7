import type { Page } from "playwright-core";
import { afterAll, afterEach, beforeAll, expect, test } from "vitest";
import { smallProject } from "@/tests/domain/dbt-models/world";
import { callApi } from "@/tests/support/call-api";
import { look, type Product, startProduct } from "@/tests/support/e2e";
import { foreignCommit, plainGit } from "@/tests/support/plain-git";

let product: Product;
let page: Page;
let place: { url: string; connectionId: string; sourceId: string };

const call = <T>(path: string, input: object = {}) =>
  callApi(page, path, { workspace: "sample", ...input }) as Promise<T>;
const commit = (branch: string, content: Record<string, string | null>) =>
  foreignCommit(product.practiceRepository, content, "By hand", branch);
const state = (word: string) => page.locator("#main header").getByText(word, { exact: true }).waitFor();

beforeAll(async () => {
  product = await startProduct();
  page = await product.newPage();
  await page.goto("/sample");
  const { id: connectionId } = await call<{ id: string }>("gitConnections.usePractice");
  const { url } = await call<{ url: string }>("gitConnections.practice");
  const [source] = await call<{ id: string }[]>("dbtModels.warehouseSources");
  place = { url, connectionId, sourceId: source?.id ?? "" };
}, 600_000);

afterAll(() => product?.stop());

afterEach(() => expect(product.takeFaults()).toEqual([]));

/** A project on a branch of its own; its page is on screen. */
async function open(name: string, given: { branch: string; path: string }): Promise<string> {
  const settings = { name, database: "ledger", schema: "prod", ...given };
  const { id } = await call<{ id: string }>("dbtModels.create", { ...place, ...settings });
  const path = `/sample/settings/extensions/dbt/${id}`;
  await page.goto(path);
  return path;
}

async function syncNow(path: string): Promise<void> {
  await page.goto(path);
  await page.getByRole("button", { name: "Sync now" }).click();
  await page.waitForURL(/\/runs\//);
}

test("a path that names the branch is told with the folder that was meant", async () => {
  commit("wrong-path", smallProject());
  await open("Wrong path", { branch: "wrong-path", path: "wrong-path/transform" });
  await state("Failing");
  await page.getByText("Incorrect dbt Project File Path: dbt project file not found").waitFor();
  await page.getByText("Leave the branch out of the path: transform.").waitFor();
  await page.getByRole("link", { name: "Open the settings" }).waitFor();
  expect(await look(page, "dbt-failure-path")).toEqual([]);
});

test("a branch that was rewritten is loaded and said; one that was deleted leaves its models", async () => {
  const first = commit("moving", smallProject());
  const path = await open("Moving", { branch: "moving", path: "transform" });
  await state("Up to date");
  commit("other", { ...smallProject(), "transform/models/marts/buyers.sql": "select 1 as id" });
  const other = plainGit(product.practiceRepository, ["rev-parse", "refs/heads/other"]).trim();
  plainGit(product.practiceRepository, ["update-ref", "refs/heads/moving", other]);
  await syncNow(path);
  await state("Succeeded");
  await page.getByText(`The branch was rewritten: ${first.slice(0, 7)}`).waitFor();
  expect(await look(page, "dbt-run-rewritten")).toEqual([]);
  plainGit(product.practiceRepository, ["update-ref", "-d", "refs/heads/moving"]);
  await syncNow(path);
  await state("Failed");
  await page.getByRole("heading", { name: "The branch “moving” is gone from the repository." }).waitFor();
  await page.goto(path);
  await page.getByText("The last good models stay in force").waitFor();
  expect(await look(page, "dbt-failure-branch")).toEqual([]);
});

test("what is wrong in single files is told with file and line, and everything else is loaded", async () => {
  commit("files", {
    ...smallProject(),
    "transform/models/marts/customers.yml": "models:\n  - name: [customers\n",
    "transform/models/marts/loop.sql": "{% for i in range(5) %}select {{ i }} as x",
    "transform/models/staging/cycle_a.sql": "select * from {{ ref('cycle_b') }}",
    "transform/models/staging/cycle_b.sql": "select * from {{ ref('cycle_a') }}",
  });
  await open("Files", { branch: "files", path: "transform" });
  await state("Up to date");
  await page.getByRole("row", { name: /Error.*models\/marts\/customers\.yml:\d/ }).waitFor();
  await page.getByRole("row", { name: /Error.*models\/marts\/loop\.sql:\d/ }).waitFor();
  expect(await look(page, "dbt-problems")).toEqual([]);
});
