import { randomBytes } from "node:crypto";
import fs from "node:fs";
import path from "node:path";
import { z } from "zod";
import { StartError } from "@/server/start-error";
import { isSystemError, reasonOf } from "./system-error";

const OwnSecrets = z.object({ AUTH_SECRET: z.string().min(1), TRIBUTARY_ENCRYPTION_KEYS: z.string().min(1) });
type OwnSecrets = z.infer<typeof OwnSecrets>;

/**
 * Secrets of an installation that was given none: made once, kept in the data folder, readable by its owner only. They
 * belong to the data: a copy of the database without them cannot be decrypted.
 */
export function ownSecrets(dataDir: string): OwnSecrets {
  openDataDir(dataDir);
  const file = path.join(dataDir, "secrets.json");
  if (fs.existsSync(file)) return readSecrets(file);
  const made: OwnSecrets = {
    AUTH_SECRET: randomBytes(32).toString("base64"),
    TRIBUTARY_ENCRYPTION_KEYS: `k1:${randomBytes(32).toString("base64")}`,
  };
  // Whole or not at all, on a full disk too.
  fs.writeFileSync(`${file}.new`, JSON.stringify(made, null, 2), { mode: 0o600 });
  fs.renameSync(`${file}.new`, file);
  return made;
}

/** Never made anew when it cannot be read: what is stored would be lost with the old ones. */
function readSecrets(file: string): OwnSecrets {
  try {
    return OwnSecrets.parse(JSON.parse(fs.readFileSync(file, "utf8")));
  } catch (error) {
    const reason = isSystemError(error) ? reasonOf(error) : "it does not hold the two secrets as JSON";
    const next = "Put it back from a backup: what is stored cannot be decrypted without it.";
    throw new StartError(`The secrets of this installation, ${file}, cannot be read: ${reason}. ${next}`);
  }
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
