import { failed } from "./git-error";
import type { GitCache } from "./repository";
import { succeeded } from "./spawn-git";

const pathsPerCommand = 400;

/** Blob ids of the given files at a commit; files that are not there are left out. Cost follows the number of paths. */
export async function blobsAt(cache: GitCache, commit: string, paths: readonly string[]): Promise<Map<string, string>> {
  const found = new Map<string, string>();
  for (let at = 0; at < paths.length; at += pathsPerCommand) {
    const some = paths.slice(at, at + pathsPerCommand);
    const result = await cache.git(["--literal-pathspecs", "ls-tree", "-z", "--full-tree", commit, "--", ...some]);
    if (!succeeded(result)) throw failed("ls-tree", result);
    for (const entry of result.stdout.toString("utf8").split("\0")) {
      const tab = entry.indexOf("\t");
      const [mode, , id = ""] = entry.slice(0, Math.max(tab, 0)).split(" ");
      if (tab > 0) found.set(entry.slice(tab + 1), mode === "100644" ? id : `${mode} ${id}`);
    }
  }
  return found;
}

const largestFile = 16 * 1024 * 1024;
const largestAnswer = 64 * 1024 * 1024;

/**
 * Texts of files at a commit, in the order of the paths, by one process; null for what is not there, no plain file, or
 * larger than 16 MB.
 */
export async function readBlobs(cache: GitCache, commit: string, paths: readonly string[]): Promise<(string | null)[]> {
  const ids = await blobsAt(cache, commit, paths);
  const wanted = paths.map((path) => ids.get(path) ?? "").map((id) => (/^[0-9a-f]{40}$/.test(id) ? id : null));
  const sizes = await askBatch(
    cache,
    "--batch-check",
    wanted.filter((id) => id !== null),
  );
  const sizeOf = new Map(sizes.toString("latin1").split("\n").map(headOf));
  const texts = new Map<string, string>();
  let group: string[] = [];
  let bytes = 0;
  const readGroup = async () => {
    if (group.length > 0) takeTexts(await askBatch(cache, "--batch", group), texts);
    group = [];
    bytes = 0;
  };
  for (const id of new Set(wanted)) {
    const size = id === null ? undefined : sizeOf.get(id);
    if (id === null || size === undefined || size > largestFile) continue;
    if (bytes + size > largestAnswer / 2) await readGroup();
    group.push(id);
    bytes += size;
  }
  await readGroup();
  return wanted.map((id) => (id === null ? null : (texts.get(id) ?? null)));
}

/** Reads `<id> blob <size>`; anything else has no size. */
function headOf(line: string): [string, number] {
  const [id = "", type, size] = line.split(" ");
  return [id, type === "blob" ? Number(size) : Number.POSITIVE_INFINITY];
}

export async function askBatch(
  cache: GitCache,
  mode: "--batch" | "--batch-check",
  ids: readonly string[],
): Promise<Buffer> {
  if (ids.length === 0) return Buffer.alloc(0);
  const result = await cache.git(["cat-file", mode], {
    input: [Buffer.from(`${ids.join("\n")}\n`)],
    maxStdoutBytes: largestAnswer,
  });
  if (!succeeded(result)) throw failed("cat-file", result);
  return result.stdout;
}

export function takeTexts(answer: Buffer, texts: Map<string, string>): void {
  let at = 0;
  while (at < answer.length) {
    const end = answer.indexOf(10, at);
    if (end < 0) return;
    const [id, size] = headOf(answer.toString("latin1", at, end));
    if (Number.isFinite(size)) {
      texts.set(id, answer.toString("utf8", end + 1, end + 1 + size));
      at = end + 1 + size + 1;
    } else at = end + 1;
  }
}
