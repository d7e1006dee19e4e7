import { readdirSync } from "node:fs";
import { dirname } from "node:path";
import { fileURLToPath } from "node:url";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { resourceKinds } from "@/server/core/kinds/table";
import { sampleResources } from "@/server/domain/sample/sample-resources";
import { type Product, startProduct } from "@/tests/support/e2e";
import { expectLightPage } from "@/tests/support/script-bytes";

let product: Product;

beforeAll(async () => {
  // Some pages are there only when mail is set up; none is sent here.
  product = await startProduct({ SMTP_URL: "smtp://127.0.0.1:9" });
}, 10 * 60_000);

afterAll(() => product?.stop());

const app = fileURLToPath(new URL("../../app", import.meta.url));

/** Every page of the product whose address needs no more than the workspace. */
const plainPages = readdirSync(app, { recursive: true, encoding: "utf8" })
  .filter((file) => /(^|\/)page\.tsx$/.test(file))
  .map((file) => `/${dirname(file)}`.replace(/\/\([^)]*\)/g, "").replace("/[workspace]", "/sample"))
  .filter((path) => !path.includes("["))
  .map((path) => (path === "/." ? "/" : path));

const kinds = Object.values(resourceKinds).map(({ kind, route }) => {
  const first = sampleResources().find((each) => each.kind === kind);
  return { list: `/sample/${route}`, one: `/sample/${route}/${encodeURIComponent(first?.id ?? "")}` };
});

describe("the first load takes at most 200 kB of compressed script, and meets no fault, on", () => {
  it("all pages that are found here", () => {
    expect(plainPages).toContain("/sample/settings/extensions/git-sync/setup");
    expect(kinds.length).toBeGreaterThanOrEqual(16);
  });

  it.each(plainPages)("%s", async (path) => void (await expectLightPage(product, path)));

  it.each(kinds)("the list $list", async ({ list }) => void (await expectLightPage(product, list)));

  it.each(kinds)("one of $list, and its form", async ({ one }) => {
    const { links } = await expectLightPage(product, one);
    // Connections of a warehouse are nothing but their two ends.
    const form = links.find((href) => href.endsWith("/edit"));
    if (form) await expectLightPage(product, form);
  });

  it("the form of a mapping that runs on a schedule", async () => {
    const scheduled = sampleResources().find(
      ({ kind, state }) => kind === "destination_subscription" && state.reverse_etl_schedule,
    );
    await expectLightPage(product, `/sample/connections/mappings/${encodeURIComponent(scheduled?.id ?? "")}/edit`);
  });

  it.each(kinds)("the form of a new one of $list, and the choices before it", async ({ list }) => {
    let next: string | undefined = `${list}/new`;
    const seen = new Set<string>();
    while (next !== undefined && !seen.has(next)) {
      seen.add(next);
      const { links } = await expectLightPage(product, next);
      next = links.find((href) => href.startsWith(`${list}/new?`) && !seen.has(href));
    }
  });
});
