import { readdirSync, readFileSync } from "node:fs";
import { expect, it } from "vitest";

const controls = /<(?:input|select|textarea)\b(?![^>]*type="(?:hidden|file)")/s;
const buttons = /<button\b/;

/** Rendered only by what was opened in the browser: no page from the server holds them. */
const openedFirst = ["app/_ui/dialog.tsx", "app/_ui/menu-items.tsx"];
/** They get the ref of their input from `TickRow`. */
const ticked = ["app/_ui/checkbox.tsx", "app/_ui/switch.tsx"];

const filesWith = (wanted: RegExp, without: string) =>
  readdirSync("app", { recursive: true, encoding: "utf8" })
    .map((file) => `app/${file.replaceAll("\\", "/")}`)
    .filter((file) => file.endsWith(".tsx"))
    .filter((file) => {
      const text = readFileSync(file, "utf8");
      return wanted.test(text) && !text.includes(without);
    })
    .sort();

it("every control keeps what was typed into it before the browser took over the page", () => {
  expect(filesWith(controls, "useEarlyInput")).toEqual(ticked);
});

it("every button waits until the browser has taken over the page", () => {
  expect(filesWith(buttons, "useWaiting")).toEqual(openedFirst);
});
