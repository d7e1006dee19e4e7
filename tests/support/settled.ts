import type { Page } from "playwright-core";

/** Waits until the browser has taken over the page: until then its buttons wait. */
export async function takenOver(page: Page): Promise<void> {
  await page.waitForFunction(() => document.querySelector("[data-waiting]") === null);
}

/**
 * Waits until the page is what it is going to be: it has its title and a heading (or asks something in a dialog), and no
 * part of it is still a skeleton or streamed in but not yet put in its place, which is in the document without being shown.
 */
export async function settled(page: Page): Promise<void> {
  await page.waitForFunction(() => {
    const shown = (selector: string) => [...document.querySelectorAll(selector)].some((each) => each.checkVisibility());
    const arriving = document.querySelector('template[id^="B:"], [hidden][id^="S:"]') !== null;
    return document.title !== "" && shown("h1, dialog[open]") && !arriving && !shown("[data-skeleton]");
  });
}
