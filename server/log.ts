import pino from "pino";
import { env } from "./env";

let root: pino.Logger | undefined;

/** The process' logger. Paths that could hold secrets are removed whatever is passed. */
export function log(): pino.Logger {
  root ??= pino({
    level: env().LOG_LEVEL,
    redact: {
      paths: [
        "password",
        "token",
        "secret",
        "privateKey",
        "*.password",
        "*.token",
        "*.secret",
        "*.privateKey",
        "*.ciphertext",
      ],
      censor: "[removed]",
    },
  });
  return root;
}
