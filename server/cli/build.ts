import { spawnSync } from "node:child_process";
import { createHash } from "node:crypto";
import fs from "node:fs";
import path from "node:path";
import { root } from "./runtime";

const sources = [
  "app",
  "server",
  "inngest",
  "prisma/schema",
  "public",
  "next.config.js",
  "instrumentation.ts",
  "proxy.ts",
  "package-lock.json",
  "tsconfig.json",
  "postcss.config.mjs",
];

function* filesBelow(entry: string): Generator<string> {
  const full = path.join(root, entry);
  if (!fs.existsSync(full)) return;
  if (!fs.statSync(full).isDirectory()) {
    yield entry;
    return;
  }
  for (const name of fs.readdirSync(full).sort()) yield* filesBelow(path.join(entry, name));
}

function fingerprint(): string {
  const hash = createHash("sha256");
  for (const entry of sources)
    for (const file of filesBelow(entry)) hash.update(file).update(fs.readFileSync(path.join(root, file)));
  return hash.digest("hex");
}

/** Builds the pages unless the last build was made from the same sources. */
export function buildIfNeeded(say: (line: string) => void): void {
  const stampFile = path.join(root, ".next", "tributary-build");
  const stamp = fingerprint();
  if (fs.existsSync(stampFile) && fs.readFileSync(stampFile, "utf8") === stamp) return;
  say("Building the pages (once; about a minute) …");
  const next = path.join(root, "node_modules", "next", "dist", "bin", "next");
  const built = spawnSync(process.execPath, [next, "build"], {
    cwd: root,
    encoding: "utf8",
    env: { ...process.env, NODE_ENV: "production", NEXT_TELEMETRY_DISABLED: "1" },
  });
  if (built.status !== 0) throw new Error(`The build failed.\n${built.stdout}\n${built.stderr}`);
  fs.writeFileSync(stampFile, stamp);
}
