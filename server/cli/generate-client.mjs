// Writes prisma/generated from prisma/schema when it is missing or older. Nothing may rely on install scripts.
import { spawnSync } from "node:child_process";
import { createHash } from "node:crypto";
import { existsSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { fileURLToPath } from "node:url";

const root = fileURLToPath(new URL("../..", import.meta.url));
const schemaDir = `${root}/prisma/schema`;
const stampFile = `${root}/prisma/generated/.stamp`;

export function generateClient() {
  const hash = createHash("sha256");
  hash.update(readFileSync(`${root}/node_modules/prisma/package.json`));
  for (const name of readdirSync(schemaDir).sort()) hash.update(readFileSync(`${schemaDir}/${name}`));
  const stamp = hash.digest("hex");
  if (existsSync(stampFile) && readFileSync(stampFile, "utf8") === stamp) return;
  const result = spawnSync(process.execPath, [`${root}/node_modules/prisma/build/index.js`, "generate"], {
    cwd: root,
    encoding: "utf8",
    env: { ...process.env, DATABASE_URL: process.env.DATABASE_URL || "postgresql://unused@127.0.0.1:1/unused" },
  });
  if (result.status !== 0) {
    process.stderr.write(`${result.stdout}${result.stderr}`);
    throw new Error("Prisma could not generate its client: see the output above.");
  }
  writeFileSync(stampFile, stamp);
}

if (process.argv[1] === fileURLToPath(import.meta.url)) generateClient();
