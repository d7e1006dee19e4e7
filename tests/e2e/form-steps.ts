import type { Page } from "playwright-core";

/** What people do on every form. */
export interface FormSteps {
  /** Presses the button of this name. */
  save(button: string): Promise<void>;
  heading(name: string | RegExp): Promise<void>;
  /** Opens a form and waits until the browser has taken over. */
  open(path: string, button: string): Promise<void>;
  /** Waits until the form is there and the browser has taken over. */
  ready(button: string): Promise<void>;
  /** Finds a resource in its list by name and opens its form. */
  editFromList(list: string, name: string): Promise<void>;
}

export function formSteps(page: Page): FormSteps {
  const ready = async (button: string) => {
    await page.getByRole("button", { name: button, exact: true, disabled: false }).waitFor();
  };
  return {
    save: (button) => page.getByRole("button", { name: button, exact: true }).click(),
    // Exactly: "Edit Quay" is not yet the page of "Quay".
    heading: (name) => page.getByRole("heading", { level: 1, name, exact: true }).waitFor(),
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
