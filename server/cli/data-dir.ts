import { randomBytes } from "node:crypto";
import fs from "node:fs";
import path from "node:path";

interface OwnSecrets {
  AUTH_SECRET: string;
  TRIBUTARY_ENCRYPTION_KEYS: string;
}

/**
 * Secrets of an installation that was given none: made once, kept in the data folder, readable by its owner only. They
 * belong to the data: a copy of the database without them cannot be decrypted.
 */
export function ownSecrets(dataDir: string): OwnSecrets {
  fs.mkdirSync(dataDir, { recursive: true, mode: 0o700 });
  const file = path.join(dataDir, "secrets.json");
  if (fs.existsSync(file)) return JSON.parse(fs.readFileSync(file, "utf8")) as OwnSecrets;
  const made: OwnSecrets = {
    AUTH_SECRET: randomBytes(32).toString("base64"),
    TRIBUTARY_ENCRYPTION_KEYS: `k1:${randomBytes(32).toString("base64")}`,
  };
  fs.writeFileSync(file, JSON.stringify(made, null, 2), { mode: 0o600 });
  return made;
}
