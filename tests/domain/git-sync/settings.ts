import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll } from "vitest";

// Imported for its effect before any product code: settings are read once, when the first module asks for them.
export const dataDir = mkdtempSync(join(tmpdir(), "tributary-test-"));
export const hostsFile = join(dataDir, "hosts.json");
writeFileSync(hostsFile, "[]");

Object.assign(process.env, {
  TRIBUTARY_DATA_DIR: dataDir,
  TRIBUTARY_GIT_HOSTS: `@${hostsFile}`,
  TRIBUTARY_ENCRYPTION_KEYS: process.env.TRIBUTARY_ENCRYPTION_KEYS ?? `test:${Buffer.alloc(32, 7).toString("base64")}`,
  AUTH_SECRET: "a secret that only tests know, of 32 or more characters",
  LOG_LEVEL: "silent",
});

afterAll(() => rmSync(dataDir, { recursive: true, force: true, maxRetries: 5 }));
