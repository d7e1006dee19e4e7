import { afterAll, afterEach, beforeAll, expect, it } from "vitest";
import { look, owner, type Product, startProduct } from "@/tests/support/e2e";
import { startMailServer } from "@/tests/support/mail-server";

let product: Product;
let mail: Awaited<ReturnType<typeof startMailServer>>;
const signedOut = { storageState: { cookies: [], origins: [] } };
const password = "a passphrase that I can remember";

beforeAll(async () => {
  mail = await startMailServer();
  product = await startProduct({ SMTP_URL: mail.url });
}, 600_000);

afterAll(async () => {
  await product?.stop();
  mail?.close();
});

afterEach(() => expect(product.takeFaults()).toEqual([]));

/** The link of the newest mail, from the lines that long ones are broken into; "" while none has come. */
const mailedLink = () => /http\S+\/reset-password\/\S+/.exec(mail.heard.join("\n").replaceAll("=\n", ""))?.[0] ?? "";

it("leads from a forgotten password through the mail to a new one, and ends the sessions from before", async () => {
  const before = await product.newPage();
  const page = await product.newPage(signedOut);
  await page.goto("/sign-in");
  expect(await look(page, "sign-in-with-mail")).toEqual([]);
  await page.getByRole("link", { name: "Forgot your password?" }).click();
  await page.getByRole("heading", { level: 1, name: "Forgot your password" }).waitFor();
  expect(await look(page, "forgot-password")).toEqual([]);
  await page.getByLabel("E-mail").fill(owner.email.toUpperCase());
  await page.getByRole("button", { name: "Mail me a link" }).click();
  await page.getByText("Look into your mail").waitFor();
  expect(await look(page, "forgot-password-asked")).toEqual([]);
  await expect.poll(mailedLink, { timeout: 60_000 }).toContain(`${product.url}/reset-password/`);

  const link = mailedLink();
  await page.goto(link);
  await page.getByRole("heading", { level: 1, name: "Choose a new password" }).waitFor();
  await page.locator("input[type=password]").fill("short");
  await page.getByRole("button", { name: "Save password and sign in" }).click();
  await page.getByText("Use at least 10 characters.").first().waitFor();
  expect(await look(page, "reset-password")).toEqual([]);
  await page.locator("input[type=password]").fill(password);
  await page.getByRole("button", { name: "Save password and sign in" }).click();
  await page.waitForURL((url) => /^\/(sample|olga)/.test(url.pathname));

  await before.goto("/sample");
  await before.waitForURL(/\/sign-in/);
  await page.goto("/sample/settings/audit-trail?q=Password");
  await page.getByRole("rowheader", { name: "Password Reset" }).first().waitFor();
  await page.goto(link);
  await page.getByRole("heading", { name: "This link was already used" }).waitFor();
  expect(await look(page, "reset-password-used")).toEqual([]);
  await (await product.signIn({ email: owner.email, password })).context().close();
});

it("says the same of an address without an account, and mails nothing there", async () => {
  const page = await product.newPage(signedOut);
  await page.goto("/forgot-password");
  await page.getByLabel("E-mail").fill("nobody@example.com");
  await page.getByRole("button", { name: "Mail me a link" }).click();
  await page.getByText("Look into your mail").waitFor();
  expect(mail.heard.filter((line) => line.includes("nobody@"))).toEqual([]);
});
