import path from "node:path";
import { z } from "zod";
import { addressRanges, keyList, mailbox, oneOf, origin, text, url, wholeNumber } from "./setting-types";
import { StartError } from "./start-error";

const isWebAddress = (value: string) => /^https?:\/\//.test(value) && URL.canParse(value);

/** Whether work goes to an Inngest dev server, which knows no keys. */
const isDevServer = ({ INNGEST_DEV: dev }: { INNGEST_DEV?: string | undefined }) =>
  Boolean(dev) && dev !== "0" && dev !== "false";

/** Every setting, as `.env.example` lists them. An empty value counts as not set. */
const settings = z
  .object({
    NODE_ENV: z.string().default("development"),
    PORT: wholeNumber(0, 65_535).default(4300),
    HOST: z.string().trim().default("127.0.0.1"),
    TRIBUTARY_URL: origin("an http or https address without a path, such as https://tributary.example.com"),
    TRIBUTARY_TRUSTED_PROXIES: addressRanges,
    TRIBUTARY_DATA_DIR: text.transform((value) => path.resolve(/*turbopackIgnore: true*/ value ?? ".tributary")),
    DATABASE_URL: url(/^postgres(ql)?:/, "a postgresql:// address"),
    DATABASE_PREPARED: oneOf("on", "off").default("off"),
    DATABASE_POOL: wholeNumber(2, 200).default(10),
    AUTH_SECRET: text.refine((v) => v === undefined || v.length >= 32, "must have at least 32 characters"),
    TRIBUTARY_ENCRYPTION_KEYS: keyList,
    TRIBUTARY_SAMPLE: oneOf("on", "off").default("on"),
    TRIBUTARY_GIT_HOSTS: text,
    /** Requests a minute that one token of the Public API may make of one process. */
    TRIBUTARY_API_RATE: wholeNumber(1, 1_000_000_000).default(12_000),
    TRIBUTARY_COMMITTER: mailbox.default("Tributary Git Sync <git-sync@tributary.invalid>"),
    GITHUB_ID: text,
    GITHUB_SECRET: text,
    GOOGLE_ID: text,
    GOOGLE_SECRET: text,
    OIDC_ISSUER: url(/^https:/, "an https address"),
    OIDC_ID: text,
    OIDC_SECRET: text,
    OIDC_NAME: z.string().default("Single sign-on"),
    INNGEST_DEV: text.refine(
      (value) => value === undefined || /^(0|1|true|false)$/.test(value) || isWebAddress(value),
      "must be 1, 0, or the http address of a dev server",
    ),
    INNGEST_BASE_URL: url(/^https?:/, "an http or https address"),
    INNGEST_EVENT_KEY: text,
    INNGEST_SIGNING_KEY: text,
    SMTP_URL: url(/^smtps?:/, "an smtp:// or smtps:// address"),
    MAIL_FROM: mailbox.default("Tributary <tributary@localhost>"),
    LOG_LEVEL: oneOf("trace", "debug", "info", "warn", "error", "silent").default("info"),
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
    const { INNGEST_BASE_URL, INNGEST_EVENT_KEY, INNGEST_SIGNING_KEY } = value;
    const named = [INNGEST_BASE_URL, INNGEST_EVENT_KEY, INNGEST_SIGNING_KEY].some(Boolean);
    if (named && !isDevServer(value) && !(INNGEST_EVENT_KEY && INNGEST_SIGNING_KEY)) {
      check.addIssue({
        code: "custom",
        path: [INNGEST_EVENT_KEY ? "INNGEST_SIGNING_KEY" : "INNGEST_EVENT_KEY"],
        message: "a server that is no dev server needs INNGEST_EVENT_KEY and INNGEST_SIGNING_KEY together",
      });
    }
  });

export type Env = z.output<typeof settings>;

/** Reads and checks the settings; the error names each wrong one and never shows a value. */
export function readEnv(source: Record<string, string | undefined> = process.env): Env {
  const given = Object.entries(source).filter(([, value]) => value?.trim());
  const result = settings.safeParse(Object.fromEntries(given));
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
  Boolean(isDevServer(settings) || settings.INNGEST_BASE_URL || settings.INNGEST_EVENT_KEY);
