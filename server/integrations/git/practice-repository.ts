import { appendFile, mkdir, readFile } from "node:fs/promises";
import path from "node:path";
import type { PracticeRepository } from "@/server/domain/git-connections/use-practice-repository";
import { env } from "@/server/env";

/** The embedded practice host that `start` runs; null when it runs none. It reads its keys anew at each sign-in. */
export function openPracticeRepository(): PracticeRepository | null {
  // Set by `start` for its own processes; it is nothing for an operator to choose.
  const url = process.env.TRIBUTARY_PRACTICE_URL;
  if (!url || !URL.canParse(url)) return null;
  const dir = path.join(env().TRIBUTARY_DATA_DIR, "practice");
  return { url, service: new URL(url).hostname, branch: "main", authorize: (publicKey) => addKey(dir, publicKey) };
}

async function addKey(dir: string, publicKey: string): Promise<void> {
  const file = path.join(dir, "authorized_keys");
  const [type = "", data = ""] = publicKey.trim().split(/\s+/);
  const line = `${type} ${data}`;
  const known = await readFile(file, "utf8").catch((error: NodeJS.ErrnoException) => {
    if (error.code === "ENOENT") return "";
    throw error;
  });
  if (known.split("\n").includes(line)) return;
  await mkdir(dir, { recursive: true, mode: 0o700 });
  await appendFile(file, `${known === "" || known.endsWith("\n") ? "" : "\n"}${line}\n`, { mode: 0o600 });
}
