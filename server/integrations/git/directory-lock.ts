import { randomBytes } from "node:crypto";
import { link, readFile, rename, rm, stat, utimes, writeFile } from "node:fs/promises";
import { hostname } from "node:os";
import { setTimeout as sleep } from "node:timers/promises";
import { isProcessAlive } from "@/server/integrations/git/process-alive";

type Holder = { pid: number; host: string; token: string };

export type DirectoryLock = {
  /** True when the holder before us ended without letting go: what it was writing may be half done. */
  abandonedBefore: boolean;
  release(): Promise<void>;
};

/** Another machine's process cannot be asked whether it lives: its lock counts while it is touched. */
const TOUCH_MS = 5_000;
const STALE_MS = 30_000;
const POLL_MS = 25;

const queues = new Map<string, Promise<void>>();

/**
 * Takes the lock file at `path`, waiting at most `waitMs`. One holder at a time: in this process by a queue, among
 * processes by the file. A holder that died is noticed at once on this machine, after 30 s from another.
 * Throws an Error named LockTimeout when somebody else keeps it for longer.
 */
export async function lockDirectory(
  path: string,
  options: { waitMs: number; signal?: AbortSignal },
): Promise<DirectoryLock> {
  const deadline = Date.now() + options.waitMs;
  const leaveQueue = await enterQueue(path, options);
  try {
    const holder: Holder = { pid: process.pid, host: hostname(), token: randomBytes(8).toString("hex") };
    let abandonedBefore = false;
    while (!(await tryCreate(path, holder))) {
      options.signal?.throwIfAborted();
      if (await breakIfStale(path)) abandonedBefore = true;
      else if (Date.now() > deadline) throw lockTimeout(path);
      else await sleep(POLL_MS);
    }
    const touch = setInterval(() => void utimes(path, new Date(), new Date()).catch(() => {}), TOUCH_MS);
    touch.unref();
    const release = async () => {
      clearInterval(touch);
      if ((await readHolder(path))?.token === holder.token) await rm(path, { force: true });
      leaveQueue();
    };
    return { abandonedBefore, release };
  } catch (error) {
    leaveQueue();
    throw error;
  }
}

async function enterQueue(path: string, options: { waitMs: number; signal?: AbortSignal }): Promise<() => void> {
  const before = queues.get(path) ?? Promise.resolve();
  let leave = () => {};
  const mine = new Promise<void>((resolve) => {
    leave = resolve;
  });
  const tail = before.then(() => mine);
  queues.set(path, tail);
  void tail.then(() => queues.get(path) === tail && queues.delete(path));
  const waited = sleep(options.waitMs, "late" as const, { ref: false, signal: options.signal });
  const first = await Promise.race([before.then(() => "turn" as const), waited]).catch((error: unknown) => {
    leave();
    throw error;
  });
  if (first === "turn") return leave;
  leave();
  throw lockTimeout(path);
}

/** A file linked into place is complete the moment it exists, unlike one created and then written. */
async function tryCreate(path: string, holder: Holder): Promise<boolean> {
  const draft = `${path}.${holder.token}`;
  await writeFile(draft, JSON.stringify(holder), { mode: 0o600 });
  try {
    await link(draft, path);
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "EEXIST") return false;
    throw error;
  } finally {
    await rm(draft, { force: true });
  }
}

/** Moves a dead holder's file aside, and puts it back if meanwhile somebody else had done so and taken the lock. */
async function breakIfStale(path: string): Promise<boolean> {
  const holder = await readHolder(path);
  const info = await stat(path).catch(() => null);
  if (!info) return false;
  if (holder && !isDead(holder, info.mtimeMs)) return false;
  if (!holder && Date.now() - info.mtimeMs < STALE_MS) return false;
  const aside = `${path}.stale-${randomBytes(6).toString("hex")}`;
  if (
    !(await rename(path, aside)
      .then(() => true)
      .catch(() => false))
  )
    return false;
  const moved = await readHolder(aside);
  if (moved?.token !== holder?.token) await link(aside, path).catch(() => {});
  await rm(aside, { force: true });
  return moved?.token === holder?.token;
}

function isDead(holder: Holder, touchedAtMs: number): boolean {
  if (holder.host !== hostname()) return Date.now() - touchedAtMs > STALE_MS;
  // Our own queue lets one caller through at a time, so our own id can only be that of an earlier life.
  return holder.pid === process.pid || !isProcessAlive(holder.pid) || Date.now() - touchedAtMs > 10 * STALE_MS;
}

async function readHolder(path: string): Promise<Holder | null> {
  try {
    return JSON.parse(await readFile(path, "utf8")) as Holder;
  } catch {
    return null;
  }
}

function lockTimeout(path: string): Error {
  const error = new Error(`another process is working in ${path}`);
  error.name = "LockTimeout";
  return error;
}
