import { createHash } from "node:crypto";
import { mkdir, rename, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { type CommitSeries, FLUSH_BYTES, fastImportStream } from "@/server/integrations/git/fast-import";
import { failed } from "@/server/integrations/git/git-error";
import type { GitCache } from "@/server/integrations/git/repository";
import { succeeded } from "@/server/integrations/git/spawn-git";

/** Kept so that what we wrote last is never pruned; nobody reads it. */
export const WRITTEN_REF = "refs/tributary/written";

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
  const { small, chunks } = await measured(input);
  // A changed folder of 8,000 files is a tree of 480 kB: deflating it would take longer than all the rest.
  const setting = small ? ["-c", "pack.compression=0"] : [];
  const args = [...setting, "fast-import", "--quiet", "--force", "--done", "--date-format=raw"];
  const result = await cache.git(args, { input: chunks, ...options });
  if (!succeeded(result)) throw failed("fast-import", result);
  const ids = result.stdout.toString("latin1").split("\n").filter(Boolean);
  if (ids.length !== count) throw failed("fast-import", result);
  return ids;
}

/** Whether the whole input fits into its first chunk, and the input as it was. */
async function measured(input: AsyncGenerator<Buffer>): Promise<{ small: boolean; chunks: AsyncGenerator<Buffer> }> {
  const first = await input.next();
  const chunks = async function* () {
    if (!first.done) yield first.value;
    yield* input;
  };
  return { small: first.done === true || first.value.length < FLUSH_BYTES, chunks: chunks() };
}

/** git's id of these bytes as a file. */
export function blobId(content: string | Uint8Array): string {
  const bytes = typeof content === "string" ? Buffer.from(content) : content;
  return createHash("sha1").update(`blob ${bytes.byteLength}\0`).update(bytes).digest("hex");
}

/** Sets the ref of what was written last. As git does it: a ref is a file that is moved into its place. */
export async function setWritten(gitDir: string, commit: string): Promise<void> {
  const path = join(gitDir, WRITTEN_REF);
  await mkdir(dirname(path), { recursive: true });
  await writeFile(`${path}.lock`, `${commit}\n`);
  await rename(`${path}.lock`, path);
}
