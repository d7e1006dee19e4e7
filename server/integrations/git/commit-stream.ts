import { createHash } from "node:crypto";
import { type CommitSeries, fastImportStream } from "@/server/integrations/git/fast-import";
import { failed } from "@/server/integrations/git/git-error";
import type { GitCache } from "@/server/integrations/git/repository";
import { succeeded } from "@/server/integrations/git/spawn-git";

/** Kept so that what we wrote last is never pruned; nobody reads it. */
const WRITTEN_REF = "refs/tributary/written";

/**
 * Writes commits into the cache by one `git fast-import`, fed as the files arrive: memory does not grow with the number of
 * files. The same input gives the same ids. Returns the ids in order; [] when there were no commits.
 * Throws GitCommandError when git refuses (for one, a parent that the cache does not have) and whatever the source throws.
 */
export async function writeCommits(
  cache: GitCache,
  series: CommitSeries,
  options: { signal?: AbortSignal; timeoutMs?: number } = {},
): Promise<string[]> {
  let count = 0;
  const input = fastImportStream(WRITTEN_REF, series, () => {
    count += 1;
  });
  const args = ["fast-import", "--quiet", "--force", "--done", "--date-format=raw"];
  const result = await cache.git(args, { input, ...options });
  if (!succeeded(result)) throw failed("fast-import", result);
  const ids = result.stdout.toString("latin1").split("\n").filter(Boolean);
  if (ids.length !== count) throw failed("fast-import", result);
  return ids;
}

/** git's id of these bytes as a file. */
export function blobId(content: string | Uint8Array): string {
  const bytes = typeof content === "string" ? Buffer.from(content) : content;
  return createHash("sha1").update(`blob ${bytes.byteLength}\0`).update(bytes).digest("hex");
}
