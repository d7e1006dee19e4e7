import type { Page } from "playwright-core";
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from "vitest";
import { callApi } from "@/tests/support/call-api";
import { look, type Product, startProduct } from "@/tests/support/e2e";

let product: Product;
let narrow: Page;

beforeAll(async () => {
  product = await startProduct();
}, 600_000);

afterAll(() => product?.stop());

beforeEach(async () => {
  narrow = await product.newPage({ viewport: { width: 390, height: 844 }, colorScheme: "dark" });
  await narrow.goto("/sample");
});

afterEach(async () => {
  await narrow.context().close();
  expect(product.takeFaults()).toEqual([]);
});

const make = async (kind: string, state: object) =>
  ((await callApi(narrow, "resources.create", { workspace: "sample", kind, state })) as { id: string }).id;

/** Each page stands in a narrow window: nothing reaches out of it, and axe finds nothing. */
async function standIn(name: string, paths: readonly string[]): Promise<void> {
  for (const [index, path] of paths.entries()) {
    await narrow.goto(`/sample/${path}`);
    expect(await look(narrow, `extreme-${name}-${index + 1}`), path).toEqual([]);
    expect(await narrow.evaluate(() => document.documentElement.scrollWidth), path).toBeLessThanOrEqual(390);
  }
}

test("a label as long as labels may be, and a source that carries it", async () => {
  const pair = { key: `k${"e".repeat(127)}`, value: `v${"a".repeat(127)}` };
  const id = encodeURIComponent(await make("label", { ...pair, description: null }));
  const names = { name: "Wide ".repeat(51).trim(), slug: "s".repeat(255) };
  const source = await make("source", {
    ...names,
    enabled: true,
    metadata: { id: "IqDTy1TpoU" },
    settings: {},
    labels: [pair],
  });
  const page = `connections/sources/${source}`;
  await standIn("label", [
    `settings/access/labels/${id}`,
    "connections/sources?q=wide",
    page,
    `${page}?tab=hcl`,
    `${page}/edit`,
  ]);
});

test("a source of a type that nothing is known about, with settings of long names and values", async () => {
  const settings = { ["k".repeat(120)]: "v".repeat(500), ["flag".repeat(30)]: true };
  const state = { name: "N".repeat(255), slug: "t".repeat(255), enabled: true, labels: [], settings };
  const page = `connections/sources/${await make("source", { ...state, metadata: { id: `new-${"x".repeat(50)}` } })}`;
  await standIn("unknown", [page, `${page}?tab=settings`, `${page}?tab=history`, `${page}/edit`]);
});

test("a tracking plan whose names are long and run from right to left", async () => {
  const json_schema = { properties: { ["p".repeat(200)]: { type: "string" } } };
  const rules = [{ type: "TRACK", key: "Event".repeat(60), version: 1, json_schema }];
  const plan = { name: `מסע ${"ארוך".repeat(60)}`, description: "d".repeat(900), type: "LIVE", rules };
  const page = `protocols/tracking-plans/${await make("tracking_plan", plan)}`;
  await standIn("plan", ["protocols/tracking-plans", page, `${page}/edit`]);
});
