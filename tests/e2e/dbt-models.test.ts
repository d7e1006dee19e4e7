import { createHmac } from "node:crypto";
import type { Page } from "playwright-core";
import { afterAll, beforeAll, expect, test } from "vitest";
import { files, smallProject } from "@/tests/domain/dbt-models/world";
import { callApi } from "@/tests/support/call-api";
import { type Product, startProduct } from "@/tests/support/e2e";
import { foreignCommit } from "@/tests/support/plain-git";

let product: Product;
let page: Page;

const branch = "analytics";
const workspace = "sample";

interface Shown {
  readonly loaded: { readonly commit: string; readonly counts: { readonly models: number } } | null;
  readonly failure: { readonly title: string } | null;
  readonly manifest: { readonly schemaVersion: number } | null;
}

const call = <T>(path: string, input: object = {}) => callApi(page, path, { workspace, ...input }) as Promise<T>;
const commit = (content: Record<string, string | null>) =>
  foreignCommit(product.practiceRepository, content, "By hand", branch);

beforeAll(async () => {
  product = await startProduct();
  page = await product.newPage();
  await page.goto(`/${workspace}`);
}, 600_000);

afterAll(() => product?.stop());

async function setUp() {
  const { id: connectionId } = await call<{ id: string }>("gitConnections.usePractice");
  const practice = await call<{ url: string }>("gitConnections.practice");
  const sources = await call<{ id: string; adapter: string }[]>("dbtModels.warehouseSources");
  const sourceId = sources.find(({ adapter }) => adapter === "postgres")?.id;
  const settings = { name: "Shop", path: "transform", database: "ledger", schema: "prod", branch, sourceId };
  return call<{ id: string; webhookSecret: string; webhookUrl: string }>("dbtModels.create", {
    ...settings,
    connectionId,
    url: practice.url,
  });
}

const shown = (id: string) => call<Shown>("dbtModels.get", { id });

test("the built product loads a project, hears of a push, and takes a manifest", async () => {
  const first = commit(smallProject());
  const { id, webhookSecret, webhookUrl } = await setUp();
  await expect
    .poll(() => shown(id), { timeout: 60_000 })
    .toMatchObject({
      failure: null,
      loaded: { commit: first, counts: { models: 2 } },
    });

  const second = commit({ "transform/models/marts/buyers.sql": files.customers });
  const body = JSON.stringify({ ref: `refs/heads/${branch}`, after: second });
  const told = (signature: string) =>
    fetch(`${product.url}${new URL(webhookUrl, product.url).pathname}`, {
      method: "POST",
      headers: { "content-type": "application/json", "x-github-event": "push", "x-hub-signature-256": signature },
      body,
    });
  expect((await told("sha256=00")).status).toBe(401);
  const signature = createHmac("sha256", webhookSecret).update(body).digest("hex");
  expect((await told(`sha256=${signature}`)).status).toBe(202);
  await expect
    .poll(() => shown(id), { timeout: 60_000 })
    .toMatchObject({
      loaded: { commit: second, counts: { models: 3 } },
    });

  const manifest = JSON.stringify({
    metadata: { dbt_schema_version: "https://schemas.getdbt.com/dbt/manifest/v12.json", project_name: "shop" },
    nodes: {},
  });
  const upload = (content: string) =>
    page.evaluate(
      async ([path = "", text = ""]) => (await fetch(path, { method: "POST", body: text })).status,
      [`/api/dbt/${id}/manifest?workspace=${workspace}`, content],
    );
  expect(await upload("{")).toBe(422);
  expect(await upload(manifest)).toBe(200);
  expect((await shown(id)).manifest).toMatchObject({ schemaVersion: 12 });
  const foreign = await fetch(`${product.url}/api/dbt/${id}/manifest?workspace=${workspace}`, { method: "POST" });
  expect(foreign.status).toBe(403);
}, 180_000);
