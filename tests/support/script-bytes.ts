import { expect } from "vitest";
import type { Product } from "./e2e";

const most = 200_000;

/** Opens the page in a new context and expects at most 200 kB of compressed script; gives back where it led and links to. */
export async function expectLightPage(product: Product, path: string): Promise<{ url: string; links: string[] }> {
  const page = await product.newPage();
  try {
    const sizes: Promise<number>[] = [];
    page.on("requestfinished", (request) => {
      if (request.resourceType() === "script") sizes.push(request.sizes().then((size) => size.responseBodySize));
    });
    const response = await page.goto(path, { waitUntil: "networkidle" });
    const bytes = (await Promise.all(sizes)).reduce((sum, size) => sum + size, 0);
    expect({ path, status: response?.status(), bytes }).toEqual({
      path,
      status: 200,
      bytes: expect.toSatisfy((all: number) => all > 50_000 && all <= most, `at most ${most}`),
    });
    const links = await page
      .locator("main a[href]")
      .evaluateAll((all) => all.map((link) => link.getAttribute("href") ?? ""));
    return { url: page.url(), links };
  } finally {
    await page.context().close();
  }
}
