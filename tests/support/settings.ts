import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll } from "vitest";

// Vitest runs it before each test file: settings are read once, when the first module asks for them. Those that are the
// same for every file stand in vitest.config.ts.
const dataDir = mkdtempSync(join(tmpdir(), "tributary-test-"));
const hostsFile = join(dataDir, "hosts.json");
writeFileSync(hostsFile, "[]");
Object.assign(process.env, { TRIBUTARY_DATA_DIR: dataDir, TRIBUTARY_GIT_HOSTS: `@${hostsFile}` });

afterAll(() => rmSync(dataDir, { recursive: true, force: true, maxRetries: 5 }));
