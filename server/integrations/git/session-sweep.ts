import { readdir, rm, stat } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { isProcessAlive } from "@/server/integrations/git/process-alive";

/** Every session folder is called `<prefix><pid>-<random>`, so that a leftover tells whose it was. */
export const SESSION_PREFIX = "tributary-git-";

const OLDEST_LIVE_MS = 24 * 60 * 60 * 1000;

/**
 * Removes the private folders of processes that ended without cleaning up. Call once at start, before the first session:
 * a folder with this process's own id is then a leftover too (containers give the same id at every start).
 * Returns how many were removed.
 */
export async function sweepGitSessions(tempRoot: string = tmpdir()): Promise<number> {
  let removed = 0;
  for (const name of await readdir(tempRoot)) {
    const pid = new RegExp(`^${SESSION_PREFIX}(\\d+)-[0-9a-f]{12}$`).exec(name)?.[1];
    if (!pid) continue;
    const path = join(tempRoot, name);
    const info = await stat(path).catch(() => null);
    if (!info || (process.getuid && info.uid !== process.getuid())) continue;
    const abandoned =
      Number(pid) === process.pid || !isProcessAlive(Number(pid)) || Date.now() - info.mtimeMs > OLDEST_LIVE_MS;
    if (!abandoned) continue;
    await rm(path, { recursive: true, force: true });
    removed += 1;
  }
  return removed;
}
