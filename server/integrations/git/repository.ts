import { existsSync } from "node:fs";
import { mkdir, readdir, rm, stat, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { lockDirectory } from "@/server/integrations/git/directory-lock";
import { gitConfigText, gitEnvironment } from "@/server/integrations/git/git-config";
import { failed, GitCommandError } from "@/server/integrations/git/git-error";
import { type GitResult, type GitRun, runGit, succeeded } from "@/server/integrations/git/spawn-git";

/**
 * A bare repository on our disk with what we last saw and wrote of one remote branch. It holds nothing that cannot be
 * fetched or written again, so it may be lost or thrown away at any time.
 */
export type GitCache = {
  /** The bare repository. */
  gitDir: string;
  /** True when it was made just now: it knows no commit. */
  fresh: boolean;
  /** Runs a local git command, without any credential and with all transports off. */
  git(args: readonly string[], run?: Partial<Omit<GitRun, "args" | "env" | "cwd">>): Promise<GitResult>;
  /** Empties it, after damage. */
  recreate(): Promise<void>;
};

export type OpenCache = GitCache & { close(): Promise<void> };

const LOCK_WAIT_MS = 60_000;

/**
 * Opens the cache at `dir`, creating or recreating it when it is missing or broken. Only one holder at a time, among all
 * processes: wait at most `waitMs` (a minute) for it. Close it when done.
 */
export async function openCache(
  dir: string,
  options: { waitMs?: number; signal?: AbortSignal } = {},
): Promise<OpenCache> {
  await mkdir(dir, { recursive: true, mode: 0o700 });
  const lock = await lockDirectory(join(dir, "lock"), {
    waitMs: options.waitMs ?? LOCK_WAIT_MS,
    signal: options.signal,
  });
  try {
    const cache = await prepareCache(dir);
    if (lock.abandonedBefore) await recover(cache);
    return Object.assign(cache, { close: lock.release });
  } catch (error) {
    await lock.release();
    throw error;
  }
}

/** Opens the cache for the time of `fn`. */
export async function withCache<T>(
  dir: string,
  fn: (cache: GitCache) => Promise<T>,
  options: { waitMs?: number; signal?: AbortSignal } = {},
): Promise<T> {
  const cache = await openCache(dir, options);
  try {
    return await fn(cache);
  } finally {
    await cache.close();
  }
}

/** Runs `work`; when it finds the cache damaged, empties the cache and runs it once more. */
export async function healing<T>(cache: GitCache, work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    if (!(error instanceof GitCommandError && error.damaged)) throw error;
    await cache.recreate();
    return await work();
  }
}

async function prepareCache(dir: string): Promise<GitCache> {
  const gitDir = join(dir, "cache.git");
  const configFile = join(dir, "gitconfig");
  await writeFile(configFile, gitConfigText({ transports: [], safeDirectory: gitDir }), { mode: 0o600 });
  const env = gitEnvironment(dir, configFile);
  const cache: GitCache = {
    gitDir,
    fresh: !looksComplete(gitDir),
    git: (args, run = {}) => runGit({ ...run, args: ["--git-dir=.", ...args], env, cwd: gitDir }),
    async recreate() {
      await rm(gitDir, { recursive: true, force: true, maxRetries: 3 });
      await createRepository(gitDir, env);
      cache.fresh = true;
    },
  };
  if (cache.fresh) await cache.recreate();
  return cache;
}

async function createRepository(gitDir: string, env: Record<string, string>): Promise<void> {
  await mkdir(gitDir, { recursive: true, mode: 0o700 });
  const args = ["init", "--quiet", "--bare", "--template=", "--object-format=sha1", "--initial-branch=main", "."];
  const result = await runGit({ args, env, cwd: gitDir });
  if (!succeeded(result)) throw failed("init", result);
}

function looksComplete(gitDir: string): boolean {
  return ["HEAD", "config", "objects", "refs"].every((name) => existsSync(join(gitDir, name)));
}

/** After a killed process: its lock files and half-written packs go; what is left is checked, or thrown away. */
async function recover(cache: GitCache): Promise<void> {
  await removeLeftovers(cache.gitDir);
  const checked = await cache.git(["fsck", "--connectivity-only", "--no-dangling", "--no-progress"]);
  if (!succeeded(checked)) await cache.recreate();
}

async function removeLeftovers(gitDir: string): Promise<void> {
  const names = await readdir(gitDir, { recursive: true });
  for (const name of names) {
    if (!/\.lock$|(?:^|\/)(?:tmp_(?:pack|idx|obj|rev|marks)_|fast_import_crash_|tmp_objdir-)/.test(name)) continue;
    await rm(join(gitDir, name), { recursive: true, force: true });
  }
}

const MANY_PACKS = 40;
const MANY_LOOSE_PER_FOLDER = 16;

/**
 * Keeps look-ups fast after many small commits: joins packs and loose objects when there are many. Cheap when there is
 * nothing to do. Returns whether it did anything.
 */
export async function maintainCache(cache: Pick<GitCache, "gitDir" | "git">): Promise<boolean> {
  const packs = await count(join(cache.gitDir, "objects", "pack"), /\.pack$/);
  // Object names spread evenly over 256 folders, so that one of them tells the size of all.
  const loose = await count(join(cache.gitDir, "objects", "17"), /^[0-9a-f]{38}$/);
  if (packs < MANY_PACKS && loose < MANY_LOOSE_PER_FOLDER) return false;
  const result = await cache.git(["repack", "-d", "-l", "-q", "--geometric=2"]);
  if (!succeeded(result)) throw failed("repack", result);
  return true;
}

async function count(folder: string, pattern: RegExp): Promise<number> {
  const info = await stat(folder).catch(() => null);
  return info ? (await readdir(folder)).filter((name) => pattern.test(name)).length : 0;
}
