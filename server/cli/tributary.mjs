#!/usr/bin/env node
// The command line's way in: makes TypeScript loadable, then hands over. Nothing here needs a build.
import { fileURLToPath } from "node:url";

const [major = 0, minor = 0] = process.versions.node.split(".").map(Number);
if (major < 20 || (major === 20 && minor < 19)) {
  process.stderr.write(`Tributary needs Node.js 20.19 or newer; this is ${process.versions.node}.\n`);
  process.exit(1);
}
const root = fileURLToPath(new URL("../..", import.meta.url));
const { register } = await import("tsx/esm/api");
register({ tsconfig: `${root}tsconfig.json` });
const { main } = await import("./main.ts");
// What a person can mend is said in one line; anything else is a bug and keeps its stack.
const mendable = new Set(["StartError", "FolderInUseError"]);
try {
  await main(process.argv);
} catch (error) {
  if (!mendable.has(error?.name)) throw error;
  process.stderr.write(`${error.message}\n`);
  process.exit(1);
}
