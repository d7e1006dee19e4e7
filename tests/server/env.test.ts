import { readFileSync } from "node:fs";
import { parseEnv } from "node:util";
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

  it("are all in .env.example, which is good as it stands and with every value emptied", () => {
    const example = parseEnv(readFileSync(new URL("../../.env.example", import.meta.url), "utf8"));
    const defaults = readEnv({});
    expect(Object.keys(defaults).filter((name) => !(name in example))).toEqual(["NODE_ENV"]);
    expect(readEnv(example)).toEqual(defaults);
    expect(readEnv(Object.fromEntries(Object.keys(example).map((name) => [name, " "])))).toEqual(defaults);
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
    ["DATABASE_POOL", "1"],
    ["DATABASE_POOL", "many"],
    ["TRIBUTARY_API_RATE", "0"],
    ["TRIBUTARY_URL", "https://example.com/tributary"],
    ["TRIBUTARY_ENCRYPTION_KEYS", `k1:${key},k1:${key}`],
    ["TRIBUTARY_TRUSTED_PROXIES", "10.0.0.1,proxy"],
    ["TRIBUTARY_TRUSTED_PROXIES", "10.0.0.0/64"],
    ["TRIBUTARY_COMMITTER", "Git Sync"],
    ["MAIL_FROM", "Tributary"],
    ["INNGEST_DEV", "yes"],
    ["INNGEST_DEV", "localhost:8288"],
  ])("%s=%s is refused by name", (name, value) => {
    expect(() => readEnv({ [name]: value })).toThrow(new RegExp(`^  ${name}: `, "m"));
  });

  it("are told wrong in words for a person", () => {
    const wrong = { PORT: "http", DATABASE_POOL: "1", TRIBUTARY_SAMPLE: "maybe", LOG_LEVEL: "loud" };
    expect(() => readEnv(wrong)).toThrow(
      [
        "  PORT: must be a whole number from 0 to 65535",
        "  DATABASE_POOL: must be a whole number from 2 to 200",
        "  TRIBUTARY_SAMPLE: must be one of on, off",
        "  LOG_LEVEL: must be one of trace, debug, info, warn, error, silent",
      ].join("\n"),
    );
  });

  it("take an address with a slash at its end as the one without", () => {
    expect(readEnv({ TRIBUTARY_URL: "https://tributary.example.com/" }).TRIBUTARY_URL).toBe(
      "https://tributary.example.com",
    );
  });

  it("every wrong one is named at once, and no value is shown", () => {
    const attempt = () => readEnv({ PORT: "x", AUTH_SECRET: "hunter2", DATABASE_URL: "user:hunter2@host" });
    expect(attempt).toThrow(/PORT[\s\S]*DATABASE_URL[\s\S]*AUTH_SECRET/);
    expect(attempt).not.toThrow("hunter2");
  });

  it("that belong together are asked for together", () => {
    expect(() => readEnv({ GITHUB_ID: "x" })).toThrow("GITHUB_ID and GITHUB_SECRET");
    expect(() => readEnv({ OIDC_ID: "x", OIDC_SECRET: "y" })).toThrow("OIDC_ISSUER");
    for (const name of ["INNGEST_BASE_URL", "INNGEST_EVENT_KEY", "INNGEST_SIGNING_KEY"]) {
      const alone = { [name]: "https://inngest.example.com" };
      expect(() => readEnv(alone)).toThrow("needs INNGEST_EVENT_KEY and INNGEST_SIGNING_KEY together");
      expect(readEnv({ ...alone, INNGEST_DEV: "1" })).toMatchObject(alone);
    }
    expect(readEnv({ GITHUB_ID: "x", GITHUB_SECRET: "y" })).toMatchObject({ GITHUB_ID: "x" });
  });

  it("tell whether an Inngest server does the work", () => {
    expect(usesInngestServer(readEnv({}))).toBe(false);
    expect(usesInngestServer(readEnv({ INNGEST_DEV: "0" }))).toBe(false);
    const keys = { INNGEST_EVENT_KEY: "k", INNGEST_SIGNING_KEY: "00" };
    for (const set of [
      { INNGEST_DEV: "1" },
      { INNGEST_DEV: "http://localhost:8288" },
      { INNGEST_BASE_URL: "https://i", ...keys },
      keys,
    ]) {
      expect(usesInngestServer(readEnv(set))).toBe(true);
    }
  });
});
