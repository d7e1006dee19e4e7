import { describe, expect, it } from "vitest";
import { readEnv, usesInngestServer } from "@/server/env";

const key = Buffer.alloc(32, 1).toString("base64");

describe("settings", () => {
  it("have defaults for everything, and an empty value counts as not set", () => {
    const defaults = readEnv({});
    expect(readEnv({ DATABASE_URL: "", AUTH_SECRET: " ", TRIBUTARY_ENCRYPTION_KEYS: "", OIDC_ISSUER: "" })).toEqual(
      defaults,
    );
    expect(defaults).toMatchObject({ PORT: 4300, HOST: "127.0.0.1", TRIBUTARY_SAMPLE: "on" });
  });

  it.each<[string, string]>([
    ["PORT", "70000"],
    ["PORT", "http"],
    ["DATABASE_URL", "mysql://localhost/x"],
    ["TRIBUTARY_URL", "tributary.example.com"],
    ["TRIBUTARY_URL", "ftp://x"],
    ["AUTH_SECRET", "short"],
    ["TRIBUTARY_ENCRYPTION_KEYS", "k1:abc"],
    ["TRIBUTARY_ENCRYPTION_KEYS", `k 1:${key}`],
    ["OIDC_ISSUER", "http://plain.example.com"],
    ["SMTP_URL", "https://mail"],
    ["LOG_LEVEL", "loud"],
    ["TRIBUTARY_SAMPLE", "maybe"],
  ])("%s=%s is refused by name", (name, value) => {
    expect(() => readEnv({ [name]: value })).toThrow(new RegExp(`^  ${name}: `, "m"));
  });

  it("every wrong one is named at once, and no value is shown", () => {
    const attempt = () => readEnv({ PORT: "x", AUTH_SECRET: "hunter2", DATABASE_URL: "user:hunter2@host" });
    expect(attempt).toThrow(/PORT[\s\S]*DATABASE_URL[\s\S]*AUTH_SECRET/);
    expect(attempt).not.toThrow("hunter2");
  });

  it("that belong together are asked for together", () => {
    expect(() => readEnv({ GITHUB_ID: "x" })).toThrow("GITHUB_ID and GITHUB_SECRET");
    expect(() => readEnv({ OIDC_ID: "x", OIDC_SECRET: "y" })).toThrow("OIDC_ISSUER");
    expect(readEnv({ GITHUB_ID: "x", GITHUB_SECRET: "y" })).toMatchObject({ GITHUB_ID: "x" });
  });

  it("tell whether an Inngest server does the work", () => {
    expect(usesInngestServer(readEnv({}))).toBe(false);
    expect(usesInngestServer(readEnv({ INNGEST_DEV: "0" }))).toBe(false);
    for (const set of [
      { INNGEST_DEV: "http://localhost:8288" },
      { INNGEST_BASE_URL: "https://i" },
      { INNGEST_EVENT_KEY: "k" },
    ]) {
      expect(usesInngestServer(readEnv(set))).toBe(true);
    }
  });
});
