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

/** Text of a file at a commit; null when it is not there, or larger than 16 MB. */
export async function readBlob(cache: GitCache, commit: string, path: string): Promise<string | null> {
  const result = await cache.git(["cat-file", "blob", `${commit}:${path}`], { maxStdoutBytes: largestFile });
  return succeeded(result) ? result.stdout.toString("utf8") : null;
}
