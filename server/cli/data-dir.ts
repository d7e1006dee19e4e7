import { randomBytes } from "node:crypto";
import fs from "node:fs";
import path from "node:path";
import { StartError } from "@/server/start-error";
import { isSystemError, reasonOf } from "./system-error";

interface OwnSecrets {
  AUTH_SECRET: string;
  TRIBUTARY_ENCRYPTION_KEYS: string;
}

/**
 * Secrets of an installation that was given none: made once, kept in the data folder, readable by its owner only. They
 * belong to the data: a copy of the database without them cannot be decrypted.
 */
export function ownSecrets(dataDir: string): OwnSecrets {
  openDataDir(dataDir);
  const file = path.join(dataDir, "secrets.json");
  if (fs.existsSync(file)) return JSON.parse(fs.readFileSync(file, "utf8")) as OwnSecrets;
  const made: OwnSecrets = {
    AUTH_SECRET: randomBytes(32).toString("base64"),
    TRIBUTARY_ENCRYPTION_KEYS: `k1:${randomBytes(32).toString("base64")}`,
  };
  fs.writeFileSync(file, JSON.stringify(made, null, 2), { mode: 0o600 });
  return made;
}

/** Nothing works without a folder to write in: that is said before anything is begun. */
function openDataDir(dataDir: string): void {
  try {
    fs.mkdirSync(dataDir, { recursive: true, mode: 0o700 });
    fs.accessSync(dataDir, fs.constants.R_OK | fs.constants.W_OK | fs.constants.X_OK);
  } catch (error) {
    if (!isSystemError(error)) throw error;
    const next = "Set TRIBUTARY_DATA_DIR to a folder that this user may write in.";
    throw new StartError(`The data folder ${dataDir} cannot be used: ${reasonOf(error)}. ${next}`);
  }
}
