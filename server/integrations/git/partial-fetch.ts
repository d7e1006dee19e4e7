import { readdir, readFile, stat } from "node:fs/promises";
import { join } from "node:path";
import { branchRef } from "@/server/integrations/git/branch-ref";
import { failed, isDamage } from "@/server/integrations/git/git-error";
import type { GitCache } from "@/server/integrations/git/repository";
import type { GitSession } from "@/server/integrations/git/session";
import { type GitResult, succeeded } from "@/server/integrations/git/spawn-git";

const SEEN_REF = "refs/tributary/remote";
const HISTORY_DEPTHS = [64, 1024];
/** So many blobs are asked for by name; for more, the whole folder is fetched at once. */
const MOST_NAMED = 2000;
const WATCH_EVERY_MS = 200;

export type PartialFetch =
  | { kind: "fetched"; tip: TipCommit }
  | { kind: "no-branch" }
  | { kind: "failed"; result: GitResult }
  /** We ended it: more came than the limit allows. */
  | { kind: "too-large" };

/** A commit as its object tells it, which knows its parents also where the history is cut. */
export interface TipCommit {
  id: string;
  parents: string[];
  committedAt: Date;
  subject: string;
}

export interface FetchLimits {
  /** Blobs above this size stay away, where the server can leave them out. */
  maxBlobBytes: number;
  /** The cache may not grow beyond this. */
  maxCacheBytes: number;
}

const common = [
  "fetch",
  "--quiet",
  "--no-tags",
  "--no-write-fetch-head",
  "--no-recurse-submodules",
  "--no-auto-maintenance",
];

/**
 * Brings a branch's newest commit with its folders and without any content. A server that cannot leave content out sends
 * all of it, which is correct too, as long as it stays below the limit.
 */
export async function fetchTip(
  session: GitSession,
  cache: GitCache,
  branch: string,
  limits: FetchLimits,
): Promise<PartialFetch> {
  const refspec = `+${branchRef(branch)}:${SEEN_REF}`;
  const args = [...common, "--depth=1", "--filter=blob:none", "--", session.remote, refspec];
  const result = await watched(session, cache, args, limits);
  if (result === "too-large") return { kind: "too-large" };
  if (succeeded(result)) {
    const tip = await readTip(cache);
    return tip === null ? { kind: "no-branch" } : { kind: "fetched", tip };
  }
  if (/couldn't find remote ref/.test(result.stderr)) return { kind: "no-branch" };
  if (isDamage(result) && !/^remote: /m.test(result.stderr)) throw failed("fetch", result);
  return { kind: "failed", result };
}

/** How a tip stands to a commit we knew; only commits are fetched for it, no folders. */
export async function relationTo(
  session: GitSession,
  cache: GitCache,
  branch: string,
  known: string,
  { id: tip, parents }: TipCommit,
): Promise<"same" | "ahead" | "rewritten" | "unknown"> {
  if (known === tip) return "same";
  if (parents.includes(known)) return "ahead";
  const refspec = `+${branchRef(branch)}:${SEEN_REF}`;
  for (const depth of HISTORY_DEPTHS) {
    const args = [...common, `--depth=${depth}`, "--filter=tree:0", "--", session.remote, refspec];
    if (!succeeded(await session.git(args, { cwd: cache.gitDir }))) return "unknown";
    const ancestry = await cache.git(["merge-base", "--is-ancestor", known, tip]);
    if (ancestry.exitCode === 0) return "ahead";
    if (!(await isCut(cache, tip))) return "rewritten";
  }
  return "unknown";
}

/** Whether the history below a commit ends at a cut, so that older commits may exist at the host. */
async function isCut(cache: GitCache, tip: string): Promise<boolean> {
  const cuts = await readFile(join(cache.gitDir, "shallow"), "utf8").catch(() => "");
  const roots = await cache.git(["rev-list", "--max-parents=0", tip]);
  if (!succeeded(roots)) return true;
  const cut = new Set(cuts.split("\n"));
  return roots.stdout
    .toString()
    .split("\n")
    .some((id) => id !== "" && cut.has(id));
}

/**
 * Fetches blobs that are not here: by name when they are few, else the whole folder whose `tree` is told, where blobs above the limit
 * are left out. Nothing that is here already is sent again when few are missing.
 */
export async function fetchBlobs(
  session: GitSession,
  cache: GitCache,
  wanted: { tree: () => Promise<string>; missing: readonly string[]; whole: boolean },
  limits: FetchLimits,
): Promise<Exclude<PartialFetch, { kind: "no-branch" | "fetched" }> | { kind: "done" }> {
  const whole = wanted.whole || wanted.missing.length > MOST_NAMED;
  // We know exactly what is missing: what we have otherwise must not keep the server from sending it.
  const setting = ["-c", "fetch.negotiationAlgorithm=noop", ...common];
  const result = whole
    ? await watched(
        session,
        cache,
        [
          ...setting,
          "--refetch",
          `--filter=blob:limit=${limits.maxBlobBytes}`,
          "--",
          session.remote,
          await wanted.tree(),
        ],
        limits,
      )
    : await watched(
        session,
        cache,
        [...setting, "--filter=blob:none", "--stdin", "--", session.remote],
        limits,
        `${wanted.missing.join("\n")}\n`,
      );
  if (result === "too-large") return { kind: "too-large" };
  return succeeded(result) ? { kind: "done" } : { kind: "failed", result };
}

/** Runs a fetch and ends it when the cache grows beyond the limit. */
async function watched(
  session: GitSession,
  cache: GitCache,
  args: readonly string[],
  { maxCacheBytes }: FetchLimits,
  input?: string,
): Promise<GitResult | "too-large"> {
  const stop = new AbortController();
  const timer = setInterval(() => {
    packBytes(cache).then(
      (bytes) => bytes > maxCacheBytes && stop.abort(),
      () => undefined,
    );
  }, WATCH_EVERY_MS);
  try {
    const result = await session.git(args, {
      cwd: cache.gitDir,
      signal: stop.signal,
      ...(input === undefined ? {} : { input: [Buffer.from(input)] }),
    });
    const isTooLarge = result.ending === "aborted" || (await packBytes(cache)) > maxCacheBytes;
    return isTooLarge ? "too-large" : result;
  } finally {
    clearInterval(timer);
  }
}

/** Bytes of all packs, finished and arriving. */
async function packBytes(cache: GitCache): Promise<number> {
  const folder = join(cache.gitDir, "objects", "pack");
  const names = await readdir(folder).catch(() => []);
  const sizes = await Promise.all(
    names.map((name) =>
      stat(join(folder, name)).then(
        ({ size }) => size,
        () => 0,
      ),
    ),
  );
  return sizes.reduce((sum, size) => sum + size, 0);
}

/** One process tells everything of the commit that was fetched; `null` when the ref does not lead to one. */
async function readTip(cache: GitCache): Promise<TipCommit | null> {
  const result = await cache.git(["cat-file", "--batch"], { input: [Buffer.from(`${SEEN_REF}^{commit}\n`)] });
  if (!succeeded(result)) return null;
  const [first = "", ...lines] = result.stdout.toString("utf8").split("\n");
  const [id = "", type] = first.split(" ");
  if (type !== "commit") return null;
  const end = lines.indexOf("");
  const header = lines.slice(0, end);
  const parents = header.flatMap((line) => (line.startsWith("parent ") ? [line.slice(7)] : []));
  const seconds = Number(/^committer .* (\d+) [+-]\d+$/m.exec(header.join("\n"))?.[1] ?? 0);
  return { id, parents, committedAt: new Date(seconds * 1000), subject: subjectOf(lines.slice(end + 1)) };
}

/** The first paragraph in one line, as `git log` shows it. */
function subjectOf(lines: readonly string[]): string {
  const start = lines.findIndex((line) => line.trim() !== "");
  const rest = start < 0 ? [] : lines.slice(start);
  const end = rest.findIndex((line) => line.trim() === "");
  return (end < 0 ? rest : rest.slice(0, end)).map((line) => line.trim()).join(" ");
}
