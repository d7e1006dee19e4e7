import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Browser } from "playwright-core";
import { fill, signIn, workspace } from "@/bench/list-sources";
import { figure } from "@/bench/support/figure";
import { startProduct } from "@/bench/support/list-servers";
import type { Figure } from "@/server/cli/bench";
import { launchBrowser } from "@/tests/support/browser";

const LIMIT_KB = 200;

/** One page of each shape; `tests/e2e/first-load.test.ts` holds every page of the product to the limit. */
const PAGES: Readonly<Record<string, string>> = {
  overview: "",
  list: "connections/sources",
  resource: "connections/sources/b000000000000000000000",
  form: "connections/sources/b000000000000000000000/edit",
  extensions: "settings/extensions",
  wizard: "settings/extensions/git-sync/setup",
};

/** Compressed script that a browser with an empty cache loads with a page, to its last request. */
export async function run(): Promise<Figure[]> {
  const dir = mkdtempSync(join(tmpdir(), "tributary-bench-"));
  const product = await startProduct(dir);
  const browser = await launchBrowser();
  try {
    fill(dir, 50);
    const cookie = await signIn(product.url);
    const figures: Figure[] = [];
    for (const [name, path] of Object.entries(PAGES)) {
      const bytes = await scriptBytes(browser, `${product.url}/${workspace}/${path}`, cookie);
      figures.push(figure(`first load of a page: ${name}`, "kB", bytes / 1000, "limit", LIMIT_KB));
    }
    return figures;
  } finally {
    await browser.close();
    await product.stop();
    rmSync(dir, { recursive: true, force: true, maxRetries: 5 });
  }
}

async function scriptBytes(browser: Browser, url: string, cookie: string): Promise<number> {
  const context = await browser.newContext({ extraHTTPHeaders: { cookie } });
  const page = await context.newPage();
  const sizes: Promise<number>[] = [];
  page.on("requestfinished", (request) => {
    if (request.resourceType() === "script") sizes.push(request.sizes().then((size) => size.responseBodySize));
  });
  const answer = await page.goto(url, { waitUntil: "networkidle" });
  if (answer?.status() !== 200 || page.url() !== url) throw new Error(`${url} answered ${answer?.status()}.`);
  const all = await Promise.all(sizes);
  await context.close();
  return all.reduce((sum, size) => sum + size, 0);
}
