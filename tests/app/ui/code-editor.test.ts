import type { Page } from "playwright-core";
import { describe, expect, it } from "vitest";
import { axeViolations } from "../../support/axe";
import { withPlayground } from "./fixtures/with-playground";

let page: Page;
const open = withPlayground((opened) => {
  page = opened;
});

const box = () => page.getByRole("textbox", { name: "Code" });
const code = () => page.getByTestId("code").textContent();
const isPlain = () => box().evaluate((element) => element instanceof HTMLTextAreaElement);
const selection = () => page.evaluate(() => String(getSelection()));

describe("a code editor", () => {
  it("is a plain box with numbered lines until somebody points at it or focuses it", async () => {
    expect(await isPlain()).toBe(true);
    expect(await axeViolations(page)).toEqual([]);
    await box().hover();
    await expect.poll(isPlain).toBe(false);
    expect(await axeViolations(page)).toEqual([]);
    expect(await code()).toBe("let a = 1;\nlet b = 2;\n");
  });

  it("keeps what is typed while it loads, the cursor and the focus", async () => {
    await box().focus();
    await page.keyboard.press("Control+Home");
    await page.keyboard.press("End");
    await page.keyboard.type(" // one");
    await expect.poll(isPlain).toBe(false);
    await page.keyboard.type(" more");
    await expect.poll(code).toBe("let a = 1; // one more\nlet b = 2;\n");
  });

  it("keeps what is selected", async () => {
    await box().evaluate((element: HTMLTextAreaElement) => {
      element.setSelectionRange(4, 9, "backward");
      element.focus();
    });
    await expect.poll(isPlain).toBe(false);
    expect(await selection()).toBe("a = 1");
    await page.keyboard.press("Shift+ArrowRight");
    expect(await selection()).toBe(" = 1");
  });

  it.each([
    ["the pointer is held down", "pointerdown", "pointerup"],
    ["a character is being composed", "compositionstart", "compositionend"],
  ])("stays plain while %s", async (_, start, end) => {
    await box().dispatchEvent(start, { bubbles: true });
    await box().focus();
    await page.locator(".cm-content").waitFor();
    expect(await isPlain()).toBe(true);
    await box().dispatchEvent(end, { bubbles: true });
    await expect.poll(isPlain).toBe(false);
  });

  it("keeps its lines in place, scrolled or not", async () => {
    await box().evaluate((element: HTMLTextAreaElement) => {
      Object.getOwnPropertyDescriptor(HTMLTextAreaElement.prototype, "value")?.set?.call(
        element,
        "call();\n".repeat(300),
      );
      element.dispatchEvent(new Event("input", { bubbles: true }));
    });
    await page.getByText("300", { exact: false }).first().waitFor();
    const before = await box().evaluate((element: HTMLTextAreaElement) => {
      const { left, top } = element.getBoundingClientRect();
      const style = getComputedStyle(element);
      const frame = element.parentElement;
      if (frame) frame.scrollTop = 2000;
      element.setSelectionRange(800, 800);
      element.focus({ preventScroll: true });
      return {
        left: Math.round(left + Number.parseFloat(style.paddingLeft)),
        top: Math.round(top + Number.parseFloat(style.paddingTop)) - 2000,
        lineHeight: Number.parseFloat(style.lineHeight),
        firstShown: 100,
      };
    });
    await expect.poll(isPlain).toBe(false);
    await expect.poll(() => page.locator(".cm-scroller").evaluate((frame) => frame.scrollTop)).toBe(2000);
    const after = await page
      .locator(".cm-line")
      .first()
      .evaluate((line) => {
        const scroller = line.closest(".cm-scroller");
        const content = line.parentElement;
        const range = document.createRange();
        range.selectNodeContents(line);
        return {
          left: Math.round(range.getBoundingClientRect().left),
          top: Math.round(
            (content?.getBoundingClientRect().top ?? 0) +
              Number.parseFloat(getComputedStyle(content as Element).paddingTop),
          ),
          lineHeight: line.getBoundingClientRect().height,
          firstShown: Math.round((scroller?.scrollTop ?? 0) / line.getBoundingClientRect().height),
        };
      });
    expect(after).toEqual(before);
  });

  it("belongs to its label and its help in both looks", async () => {
    for (const plain of [true, false]) {
      if (!plain) {
        await box().focus();
        await expect.poll(isPlain).toBe(false);
      }
      const help = await box().evaluate((element) => {
        const id = element.getAttribute("aria-describedby");
        return id ? document.getElementById(id)?.textContent : null;
      });
      expect({ plain: await isPlain(), help }).toEqual({ plain, help: "Runs for each event." });
      expect(await page.locator("#field-code").count()).toBe(1);
    }
  });

  it("is left with Tab in both looks", async () => {
    await open(390);
    await box().focus();
    await page.keyboard.press("Tab");
    expect(await box().evaluate((element) => element === document.activeElement)).toBe(false);
    await expect.poll(isPlain).toBe(false);
    await box().focus();
    await page.keyboard.press("Tab");
    expect(await box().evaluate((element) => element === document.activeElement)).toBe(false);
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(390);
  });
});
