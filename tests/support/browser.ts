import { existsSync } from "node:fs";
import { join } from "node:path";
import { type Browser, chromium } from "playwright-core";

const USUAL_PLACES: readonly string[] = [
  "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
  "/Applications/Chromium.app/Contents/MacOS/Chromium",
  join(process.env.PROGRAMFILES ?? "C:\\Program Files", "Google\\Chrome\\Application\\chrome.exe"),
  join(process.env["PROGRAMFILES(X86)"] ?? "C:\\Program Files (x86)", "Google\\Chrome\\Application\\chrome.exe"),
  "/usr/bin/google-chrome",
  "/usr/bin/chromium",
  "/usr/bin/chromium-browser",
];

// The package's own list runs everything in one process, which ends with the first closed context, and switches web
// security off, which would hide faults from the tests.
const OWN_ARGS: readonly string[] = ["--no-sandbox", "--disable-gpu", "--font-render-hinting=none"];

/**
 * A headless browser for tests: `CHROME_PATH` when set, the Chromium of an npm package on Linux (needs nothing from
 * the system), an installed Chrome elsewhere. The caller closes it.
 */
export async function launchBrowser(): Promise<Browser> {
  const configured = process.env.CHROME_PATH;
  if (configured) return chromium.launch({ executablePath: configured });
  if (process.platform === "linux" && process.arch === "x64") {
    const { default: packaged } = await import("@sparticuz/chromium");
    packaged.setGraphicsMode = false;
    return chromium.launch({ executablePath: await packaged.executablePath(), args: [...OWN_ARGS] });
  }
  const found = USUAL_PLACES.find((place) => existsSync(place));
  if (found === undefined)
    throw new Error("No Chrome found: set CHROME_PATH to its executable to run the browser tests.");
  return chromium.launch({ executablePath: found });
}
