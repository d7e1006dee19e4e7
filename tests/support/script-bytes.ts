import { expect } from "vitest";
import type { Product } from "./e2e";

const most = 200_000;

/**
 * Opens the page in a new context and expects at most 200 kB of compressed script, and no fault: the browser is of another
 * language and time zone than the server, and must find the page as it would write it itself. Gives back what it links to.
 */
export async function expectLightPage(product: Product, path: string): Promise<{ links: string[] }> {
  product.takeFaults();
  const page = await product.newPage({ locale: "de-DE", timezoneId: "Asia/Kathmandu" });
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
    expect(product.takeFaults(), path).toEqual([]);
    const links = await page
      .locator("main a[href]")
      .evaluateAll((all) => all.map((link) => link.getAttribute("href") ?? ""));
    return { links };
  } finally {
    await page.context().close();
  }
}
