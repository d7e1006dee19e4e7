import { fileURLToPath } from "node:url";
import { defineConfig } from "vitest/config";

const root = fileURLToPath(new URL(".", import.meta.url));

export default defineConfig({
  resolve: { alias: { "@": root } },
  test: {
    root,
    env: {
      TRIBUTARY_ENCRYPTION_KEYS: `test:${Buffer.alloc(32, 7).toString("base64")}`,
      AUTH_SECRET: "a secret that only tests know, of 32 or more characters",
      LOG_LEVEL: "silent",
    },
    setupFiles: ["tests/support/settings.ts"],
    globalSetup: ["tests/support/global-database.ts"],
    // Only what hangs should meet these: on few busy cores everything takes many times as long.
    testTimeout: 120_000,
    hookTimeout: 300_000,
    expect: { poll: { timeout: 60_000 } },
    maxWorkers: 2,
    include: ["tests/**/*.test.ts", "tests/**/*.test.tsx"],
  },
});
