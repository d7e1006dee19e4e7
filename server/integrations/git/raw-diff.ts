import { failed } from "@/server/integrations/git/git-error";
import type { GitCache } from "@/server/integrations/git/repository";
import { succeeded } from "@/server/integrations/git/spawn-git";

/** One entry of `git diff-tree --raw`: modes are six octal digits, `000000` where the file does not exist. */
export type RawChange = { path: string; oldMode: string; newMode: string; oldId: string; newId: string };

const ENTRY = /^:(\d{6}) (\d{6}) ([0-9a-f]{40}) ([0-9a-f]{40}) [A-Z]\d*$/;
const MAX_BYTES = 256 * 1024 * 1024;

/** Files that differ between two commits, or between one commit and its first parent (one id given; a root: all files). */
export async function rawChanges(
  cache: GitCache,
  commits: readonly [string] | readonly [string, string],
): Promise<RawChange[]> {
  const args = ["diff-tree", "-r", "-z", "--raw", "--no-renames", "--no-commit-id", "--no-abbrev", "--root"];
  const result = await cache.git([...args, "--diff-merges=first-parent", ...commits, "--"], {
    maxStdoutBytes: MAX_BYTES,
  });
  if (!succeeded(result)) throw failed("diff-tree", result);
  return parseRawChanges(result.stdout.toString("utf8").split("\0"), 0).changes;
}

/** Reads entries from `tokens[start]` on, until a token that is none; `next` is the index of that token. */
export function parseRawChanges(tokens: readonly string[], start: number): { changes: RawChange[]; next: number } {
  const changes: RawChange[] = [];
  let next = start;
  for (; ; next += 2) {
    const entry = ENTRY.exec(tokens[next]?.trimStart() ?? "");
    const path = tokens[next + 1];
    if (!entry || path === undefined) return { changes, next };
    const [, oldMode = "", newMode = "", oldId = "", newId = ""] = entry;
    changes.push({ path, oldMode, newMode, oldId, newId });
  }
}
