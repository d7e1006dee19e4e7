import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import type { Page } from "playwright-core";
import { afterAll, afterEach, beforeAll, expect, it } from "vitest";
import { memberRoleId } from "@/server/core/permissions";
import { callApi } from "@/tests/support/call-api";
import { look, owner, type Product, startProduct } from "@/tests/support/e2e";
import { type OidcProvider, startOidcProvider } from "@/tests/support/oidc-provider";
import { makeTempDir, removeDir } from "@/tests/support/temp-dir";

let product: Product;
let provider: OidcProvider;
let folder: string;

beforeAll(async () => {
  provider = await startOidcProvider();
  folder = await makeTempDir();
  const ca = join(folder, "ca.pem");
  await writeFile(ca, provider.ca);
  product = await startProduct({
    NODE_EXTRA_CA_CERTS: ca,
    OIDC_ISSUER: provider.issuer,
    OIDC_ID: provider.clientId,
    OIDC_SECRET: provider.clientSecret,
    OIDC_NAME: "Harbour ID",
  });
}, 600_000);

afterAll(async () => {
  await product?.stop();
  await provider?.close();
  await removeDir(folder);
});

afterEach(() => expect(product.takeFaults()).toEqual([]));

/** A browser in which nobody is signed in here, and somebody is at the provider. */
async function continueThere(): Promise<Page> {
  const page = await product.newPage({ storageState: { cookies: [], origins: [] }, ignoreHTTPSErrors: true });
  await page.goto("/sign-in?callbackUrl=/sample/connections/sources");
  expect(await look(page, "sign-in-other-service")).toEqual([]);
  await page.getByRole("button", { name: "Continue with Harbour ID" }).click();
  return page;
}

it("lets somebody in whom the provider vouches for and who was invited, with the roles of the invite", async () => {
  const asOwner = await product.newPage();
  await asOwner.goto("/sample");
  const permissions = [{ role_id: memberRoleId, resources: [] }];
  const email = "pilot@example.com";
  await callApi(asOwner, "access.invite", { workspace: "sample", email, permissions });
  provider.person = { sub: "pilot", email, email_verified: true, name: "Pia Pilot" };
  const page = await continueThere();
  await page.waitForURL((url) => url.pathname === "/sample/connections/sources");
  await page.getByRole("button", { name: "Account: Pia Pilot" }).waitFor();
  await page.getByRole("link", { name: "New source" }).waitFor();
  provider.person = { sub: "pilot", email: "changed@example.com" };
  const again = await continueThere();
  await again.getByRole("button", { name: "Account: Pia Pilot" }).waitFor();
});

it("leads from the link of an invite through the provider into its workspace", async () => {
  const asOwner = await product.newPage();
  await asOwner.goto("/sample");
  const permissions = [{ role_id: memberRoleId, resources: [] }];
  const email = "mate@example.com";
  const { link } = (await callApi(asOwner, "access.invite", { workspace: "sample", email, permissions })) as {
    link: string;
  };
  provider.person = { sub: "mate", email, email_verified: true, name: "Max Mate" };
  const page = await product.newPage({ storageState: { cookies: [], origins: [] }, ignoreHTTPSErrors: true });
  await page.goto(link);
  await page.getByRole("button", { name: "Continue with Harbour ID" }).click();
  await page.waitForURL((url) => url.pathname === "/sample");
  await page.getByRole("button", { name: "Account: Max Mate" }).waitFor();
});

it.each([
  ["nobody invited", { sub: "stranger", email: "stranger@example.com", email_verified: true }, "Nobody has invited"],
  ["whose e-mail is not confirmed", { sub: "thief", email: owner.email }, "has not confirmed your e-mail"],
])("turns away somebody %s, and says why", async (_, person, words) => {
  provider.person = person;
  const page = await continueThere();
  await page.waitForURL(/\/sign-in\?/);
  await page.getByText(words).waitFor();
  expect(await look(page, `sign-in-refused-${person.sub}`)).toEqual([]);
  await page.goto("/sample");
  await page.waitForURL(/\/sign-in/);
});

it("signs nobody in by a form that another site sends, which cannot know the page's token", async () => {
  const send = (csrfToken: string, cookie: string) =>
    fetch(`${product.url}/api/auth/callback/credentials`, {
      method: "POST",
      redirect: "manual",
      headers: { cookie },
      body: new URLSearchParams({ email: owner.email, password: owner.password, csrfToken }),
    });
  const page = await fetch(`${product.url}/api/auth/csrf`);
  const [cookie = ""] = (page.headers.get("set-cookie") ?? "").split(";");
  const { csrfToken } = (await page.json()) as { csrfToken: string };
  const session = /session-token=[^;]/;
  expect((await send("", "")).headers.get("set-cookie")).not.toMatch(session);
  expect((await send("guessed", cookie)).headers.get("set-cookie") ?? "").not.toMatch(session);
  expect((await send(csrfToken, cookie)).headers.get("set-cookie")).toMatch(session);
});
