import { mkdirSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import type { Browser, BrowserContextOptions, Page } from "playwright-core";
import { vi } from "vitest";
import { axeViolations } from "./axe";
import { launchBrowser } from "./browser";
import { type ProductProcess, startProductProcess } from "./product-process";
import { settled, takenOver } from "./settled";

const screenshots = fileURLToPath(new URL("../../test-output/screenshots", import.meta.url));

// Browsers are slow where everything runs at once on few cores: what is wrong fails by what it shows, not by the clock.
const longestStepMs = 60_000;
vi.setConfig({ testTimeout: 4 * longestStepMs, hookTimeout: 10 * longestStepMs });

export const owner = { name: "Olga Owner", email: "olga@example.com", password: "a long enough passphrase 4 tests" };

/** The whole product in a process of its own, with a browser in front of it. */
export interface Product extends ProductProcess {
  readonly browser: Browser;
  /** A page of its own context, signed in as the owner, who was made through the welcome page. */
  newPage(options?: BrowserContextOptions): Promise<Page>;
  /** Signs an account in, in a context of its own. */
  signIn(person: { email: string; password: string }, options?: BrowserContextOptions): Promise<Page>;
  /** Faults that pages met since the last call: script errors and what the console calls errors. */
  takeFaults(): string[];
}

/** Starts the product and makes its first owner. Call it in `beforeAll` (it may build: minutes) and `stop` it in `afterAll`. */
export async function startProduct(settings: Record<string, string> = {}): Promise<Product> {
  const [product, browser] = await Promise.all([startProductProcess(settings), launchBrowser()]);
  let faults: string[] = [];
  const open = async (options: BrowserContextOptions = {}) => {
    const context = await browser.newContext({
      baseURL: product.url,
      viewport: { width: 1280, height: 900 },
      ...options,
    });
    const page = await context.newPage();
    page.setDefaultTimeout(longestStepMs);
    page.on("pageerror", (error) => faults.push(String(error)));
    page.on("console", (message) => message.type() === "error" && faults.push(message.text()));
    return page;
  };
  const stop = async () => {
    await browser.close();
    await product.stop();
  };
  try {
    const first = await open();
    await makeOwner(first);
    const storageState = await first.context().storageState();
    await first.context().close();
    return {
      ...product,
      browser,
      stop,
      newPage: (options = {}) => open({ storageState, ...options }),
      signIn: async (person, options = {}) => {
        const page = await open(options);
        await page.goto("/sign-in");
        await page.getByLabel("E-mail").fill(person.email);
        await page.locator("input[type=password]").fill(person.password);
        await page.getByRole("button", { name: "Sign in", exact: true }).click();
        await page.waitForURL((url) => !url.pathname.startsWith("/sign-in"));
        return page;
      },
      takeFaults: () => {
        const taken = faults;
        faults = [];
        return taken;
      },
    };
  } catch (error) {
    await stop();
    throw error;
  }
}

async function makeOwner(page: Page): Promise<void> {
  await page.goto("/welcome");
  await page.getByLabel("Your name").fill(owner.name);
  await page.getByLabel("E-mail").fill(owner.email);
  await page.locator("input[type=password]").fill(owner.password);
  await page.getByLabel("Workspace name").fill("Olga's own");
  await page.getByRole("button", { name: "Create account", exact: true }).click();
  await page.waitForURL((url) => url.pathname !== "/welcome");
}

/** Keeps a picture of the whole page, once it is settled, as test output; gives back what axe finds wrong on it. */
export async function look(page: Page, name: string): Promise<readonly string[]> {
  await settled(page);
  await takenOver(page);
  mkdirSync(screenshots, { recursive: true });
  await page.screenshot({ path: join(screenshots, `${name}.png`), fullPage: true });
  return axeViolations(page);
}
