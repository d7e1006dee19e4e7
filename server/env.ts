import path from "node:path";
import { z } from "zod";
import { StartError } from "./start-error";

const optional = z
  .string()
  .trim()
  .transform((value) => (value === "" ? undefined : value))
  .optional();

const url = (protocols: RegExp, what: string) =>
  optional.refine((value) => value === undefined || (URL.canParse(value) && protocols.test(value)), `must be ${what}`);

const port = z.coerce.number().int("must be a whole number").min(0).max(65_535, "must be below 65536");

/** Every setting, as `.env.example` lists them. An empty value counts as not set. */
const settings = z
  .object({
    NODE_ENV: z.string().default("development"),
    PORT: port.default(4300),
    HOST: z.string().default("127.0.0.1"),
    TRIBUTARY_URL: url(/^https?:/, "an http or https address, such as https://tributary.example.com"),
    TRIBUTARY_TRUSTED_PROXIES: optional.transform((value) =>
      (value ?? "")
        .split(",")
        .map((each) => each.trim())
        .filter(Boolean),
    ),
    TRIBUTARY_DATA_DIR: optional.transform((value) => path.resolve(/*turbopackIgnore: true*/ value ?? ".tributary")),
    DATABASE_URL: url(/^postgres(ql)?:/, "a postgresql:// address"),
    DATABASE_PREPARED: z.enum(["on", "off"]).default("off"),
    DATABASE_POOL: z.coerce.number().int().min(2).max(200).default(10),
    AUTH_SECRET: optional.refine((v) => v === undefined || v.length >= 32, "must have at least 32 characters"),
    TRIBUTARY_ENCRYPTION_KEYS: optional.refine(
      (value) =>
        value === undefined ||
        value.split(",").every((key) => /^[A-Za-z0-9_-]{1,32}:[A-Za-z0-9+/]{43}=$/.test(key.trim())),
      "must be a list of id:key, each key 32 bytes in base64, the current one first",
    ),
    TRIBUTARY_SAMPLE: z.enum(["on", "off"]).default("on"),
    TRIBUTARY_GIT_HOSTS: optional,
    /** Requests a minute that one token of the Public API may make of one process. */
    TRIBUTARY_API_RATE: z.coerce.number().int().min(1).default(12_000),
    TRIBUTARY_COMMITTER: z.string().default("Tributary Git Sync <git-sync@tributary.invalid>"),
    GITHUB_ID: optional,
    GITHUB_SECRET: optional,
    GOOGLE_ID: optional,
    GOOGLE_SECRET: optional,
    OIDC_ISSUER: url(/^https:/, "an https address"),
    OIDC_ID: optional,
    OIDC_SECRET: optional,
    OIDC_NAME: z.string().default("Single sign-on"),
    INNGEST_DEV: optional,
    INNGEST_BASE_URL: url(/^https?:/, "an http or https address"),
    INNGEST_EVENT_KEY: optional,
    INNGEST_SIGNING_KEY: optional,
    SMTP_URL: url(/^smtps?:/, "an smtp:// or smtps:// address"),
    MAIL_FROM: z.string().default("Tributary <tributary@localhost>"),
    LOG_LEVEL: z.enum(["trace", "debug", "info", "warn", "error", "silent"]).default("info"),
  })
  .superRefine((value, check) => {
    for (const provider of ["GITHUB", "GOOGLE"] as const) {
      if (Boolean(value[`${provider}_ID`]) !== Boolean(value[`${provider}_SECRET`])) {
        check.addIssue({
          code: "custom",
          path: [`${provider}_SECRET`],
          message: `needs ${provider}_ID and ${provider}_SECRET together`,
        });
      }
    }
    const oidc = [value.OIDC_ISSUER, value.OIDC_ID, value.OIDC_SECRET].filter(Boolean).length;
    if (oidc !== 0 && oidc !== 3) {
      check.addIssue({
        code: "custom",
        path: ["OIDC_ISSUER"],
        message: "needs OIDC_ISSUER, OIDC_ID and OIDC_SECRET together",
      });
    }
  });

export type Env = z.output<typeof settings>;

/** Reads and checks the settings; the error names each wrong one and never shows a value. */
export function readEnv(source: Record<string, string | undefined> = process.env): Env {
  const result = settings.safeParse(source);
  if (result.success) return result.data;
  const lines = result.error.issues.map((issue) => `  ${issue.path.join(".")}: ${issue.message}`);
  throw new StartError(`Some settings are wrong (see .env.example):\n${lines.join("\n")}`);
}

let cached: Env | undefined;

export function env(): Env {
  cached ??= readEnv();
  return cached;
}

/** True when an Inngest server is configured; without one the embedded executor runs the functions. */
export const usesInngestServer = (settings: Env) =>
  Boolean(
    (settings.INNGEST_DEV && settings.INNGEST_DEV !== "0") || settings.INNGEST_BASE_URL || settings.INNGEST_EVENT_KEY,
  );
