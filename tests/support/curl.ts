import { spawnSync } from "node:child_process";

/** Whether `curl` is on this machine, which the product does not need; says so where it is not. */
export function hasCurl(): boolean {
  const found = spawnSync("curl", ["--version"], { stdio: "ignore" }).status === 0;
  if (!found) console.info("Skipped: running the curl examples. There is no curl on the PATH.");
  return found;
}
