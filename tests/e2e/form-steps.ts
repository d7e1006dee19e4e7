import type { Page } from "playwright-core";

/** What people do on every form. */
export interface FormSteps {
  /** Presses the button of this name. */
  save(button: string): Promise<void>;
  heading(name: string | RegExp): Promise<void>;
  /** Opens a form and waits until the browser has taken over: what is typed before that would be lost. */
  open(path: string, button: string): Promise<void>;
  /** Waits until the form is there and the browser has taken over. */
  ready(button: string): Promise<void>;
  /** Finds a resource in its list by name and opens its form. */
  editFromList(list: string, name: string): Promise<void>;
}

export function formSteps(page: Page): FormSteps {
  const ready = async (button: string) => {
    await page.getByRole("button", { name: button, exact: true }).waitFor();
    await page.waitForLoadState("networkidle");
  };
  return {
    save: (button) => page.getByRole("button", { name: button, exact: true }).click(),
    heading: (name) => page.getByRole("heading", { level: 1, name }).waitFor(),
    ready,
    open: async (path, button) => {
      await page.goto(path);
      await ready(button);
    },
    editFromList: async (list, name) => {
      await page.goto(`${list}?q=${encodeURIComponent(name)}`);
      await page.getByRole("link", { name, exact: true }).first().click();
      await page.getByRole("link", { name: "Edit", exact: true }).click();
      await ready("Save changes");
    },
  };
}
