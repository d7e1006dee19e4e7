import { spawnSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { expect, it } from "vitest";

const at = (path: string) => fileURLToPath(new URL(`../../${path}`, import.meta.url));

it("tells its version, for reports of what went wrong", () => {
  const { version } = JSON.parse(readFileSync(at("package.json"), "utf8")) as { version: string };
  const args = [at("server/cli/tributary.mjs"), "--version"];
  const { status, stdout } = spawnSync(process.execPath, args, { encoding: "utf8", timeout: 60_000 });
  expect([status, stdout]).toEqual([0, `${version}\n`]);
});
