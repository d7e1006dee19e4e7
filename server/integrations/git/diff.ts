import { failed } from "@/server/integrations/git/git-error";
import type { GitCache } from "@/server/integrations/git/repository";
import { succeeded } from "@/server/integrations/git/spawn-git";

/** `added` and `deleted` count lines; both are null for a binary file. */
export type FileStat = { path: string; added: number | null; deleted: number | null };

export type FileDiff = FileStat & {
  /** Unified diff from the first `@@` on; null when binary, left out or nothing but the mode changed. */
  patch: string | null;
  /** The patch was cut, or left out, because a limit was reached. */
  cut: boolean;
};

export type DiffLimits = { maxFiles?: number; maxBytes?: number; maxLinesPerFile?: number };

export type CommitDiff = { files: FileDiff[]; fileCount: number; added: number; deleted: number; cut: boolean };

const STAT_BYTES = 64 * 1024 * 1024;
const COMMON = ["-r", "--root", "--no-renames", "--no-ext-diff", "--no-textconv", "--no-color", "--no-commit-id"];

/**
 * What a commit changed against its first parent: numbers for all files, patches for the first ones within the limits
 * (100 files, 1 MB, 2,000 lines each). Bytes that are no UTF-8 are shown as U+FFFD.
 */
export async function commitDiff(cache: GitCache, commit: string, limits: DiffLimits = {}): Promise<CommitDiff> {
  const stats = await fileStats(cache, commit);
  const shown = stats.slice(0, limits.maxFiles ?? 100);
  const patches = await readPatches(cache, commit, shown, limits);
  const files = shown.map((stat, index) => withPatch(stat, patches.texts[index], patches.cutAt === index));
  return {
    files,
    fileCount: stats.length,
    added: sum(stats.map((stat) => stat.added)),
    deleted: sum(stats.map((stat) => stat.deleted)),
    cut: stats.length > shown.length || files.some((file) => file.cut),
  };
}

async function fileStats(cache: GitCache, commit: string): Promise<FileStat[]> {
  const args = ["diff-tree", ...COMMON, "--diff-merges=first-parent", "--numstat", "-z", commit, "--"];
  const result = await cache.git(args, { maxStdoutBytes: STAT_BYTES });
  if (!succeeded(result) && result.ending !== "output-limit") throw failed("diff-tree", result);
  const stats: FileStat[] = [];
  for (const entry of result.stdout.toString("utf8").split("\0")) {
    const [, added, deleted, path] = /^(\d+|-)\t(\d+|-)\t(.+)$/s.exec(entry) ?? [];
    if (path !== undefined) stats.push({ path, added: numberOf(added), deleted: numberOf(deleted) });
  }
  return stats;
}

/** A patch's own lines begin with a space, a sign, `@` or a backslash: `diff --git` begins the next file, always. */
async function readPatches(cache: GitCache, commit: string, files: readonly FileStat[], limits: DiffLimits) {
  if (files.length === 0) return { texts: [], cutAt: -1 };
  const args = ["diff-tree", ...COMMON, "--diff-merges=first-parent", "--patch", "--unified=3", commit, "--"];
  const paths = files.map((file) => file.path);
  const result = await cache.git([...args, ...paths], { maxStdoutBytes: limits.maxBytes ?? 1024 * 1024 });
  if (!succeeded(result) && result.ending !== "output-limit") throw failed("diff-tree", result);
  const sections = joinSameFile(
    result.stdout
      .toString("utf8")
      .split(/^diff --git /m)
      .slice(1),
  );
  const maxLines = limits.maxLinesPerFile ?? 2000;
  return {
    texts: sections.map((section) => bodyOf(section, maxLines)),
    cutAt: result.stdoutTruncated ? sections.length - 1 : -1,
  };
}

/** A file that became a link is shown by git as a deletion and an addition under the same header. */
function joinSameFile(sections: readonly string[]): string[] {
  const joined: string[] = [];
  for (const section of sections) {
    const header = section.slice(0, section.indexOf("\n") + 1);
    const previous = joined.at(-1);
    if (header && previous?.startsWith(header)) joined[joined.length - 1] = previous + section.slice(header.length);
    else joined.push(section);
  }
  return joined;
}

function bodyOf(section: string, maxLines: number): { patch: string | null; cut: boolean } {
  const start = section.search(/^@@ /m);
  if (start < 0) return { patch: null, cut: false };
  const lines = section.slice(start).trimEnd().split("\n");
  return { patch: lines.slice(0, maxLines).join("\n"), cut: lines.length > maxLines };
}

function withPatch(
  stat: FileStat,
  body: { patch: string | null; cut: boolean } | undefined,
  cutHere: boolean,
): FileDiff {
  if (!body) return { ...stat, patch: null, cut: true };
  return { ...stat, patch: body.patch, cut: body.cut || cutHere };
}

export type FileContent = { bytes: Buffer; binary: boolean; cut: boolean };

/** A file's bytes at a commit (1 MB at most, then cut), or null when there is no file of that name. */
export async function fileAt(
  cache: GitCache,
  commit: string,
  path: string,
  maxBytes = 1024 * 1024,
): Promise<FileContent | null> {
  const listed = await cache.git(["ls-tree", "-z", "--full-tree", commit, "--", path]);
  if (!succeeded(listed)) throw failed("ls-tree", listed);
  const id = /^\d{6} blob ([0-9a-f]{40})\t/.exec(listed.stdout.toString("utf8"))?.[1];
  if (!id) return null;
  const result = await cache.git(["cat-file", "blob", id], { maxStdoutBytes: maxBytes });
  if (!succeeded(result) && result.ending !== "output-limit") throw failed("cat-file", result);
  return { bytes: result.stdout, binary: result.stdout.subarray(0, 8000).includes(0), cut: result.stdoutTruncated };
}

function numberOf(text: string | undefined): number | null {
  return text === undefined || text === "-" ? null : Number(text);
}

function sum(numbers: readonly (number | null)[]): number {
  return numbers.reduce<number>((total, one) => total + (one ?? 0), 0);
}
