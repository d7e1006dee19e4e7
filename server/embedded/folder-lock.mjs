// A folder belongs to one process at a time: two writers would corrupt it. The lock is held by the process that writes, for
// as long as it lives, so that the next one waits for a writer whose starter is gone already.
import fs from "node:fs";
import path from "node:path";

const lookEveryMs = 100;
const longestWaitMs = 30_000;

/** When a process began, as the system counts; null where it does not say. Tells a reused pid from the process we mean. */
function beginningOf(pid) {
  try {
    const stat = fs.readFileSync(`/proc/${pid}/stat`, "latin1");
    return stat.slice(stat.lastIndexOf(")") + 2).split(" ")[19] ?? null;
  } catch {
    return null;
  }
}

export const identify = (pid) => ({ pid, began: beginningOf(pid) });

function isRunning({ pid, began }) {
  try {
    process.kill(pid, 0);
  } catch (error) {
    if (error.code !== "EPERM") return false;
  }
  return began === null || beginningOf(pid) === began;
}

function readLock(file) {
  try {
    const lock = JSON.parse(fs.readFileSync(file, "utf8"));
    // A file that a full disk or another version left says nothing about a process.
    return Number.isInteger(lock?.holder?.pid) && Number.isInteger(lock?.starter?.pid) ? lock : null;
  } catch {
    return null;
  }
}

/** Whether a process has the folder now. */
export function isHeld(folder) {
  const lock = readLock(path.join(folder, "embedded.lock"));
  return lock !== null && isRunning(lock.holder);
}

export class FolderInUseError extends Error {
  name = "FolderInUseError";
  constructor(folder, pid) {
    super(
      `${folder} is in use by process ${pid}. Stop that Tributary first, or set TRIBUTARY_DATA_DIR to another folder.`,
    );
  }
}

/**
 * Takes `folder` for this process, on behalf of `starter` (its pid). A lock of a process that is gone is replaced. A
 * holder whose own starter is gone is about to end: it is waited for. Gives back the function that lets go.
 */
export async function lockFolder(folder, starter, waitMs = longestWaitMs) {
  const file = path.join(folder, "embedded.lock");
  const text = JSON.stringify({ holder: identify(process.pid), starter: identify(starter) });
  const deadline = Date.now() + waitMs;
  for (;;) {
    try {
      fs.writeFileSync(file, text, { flag: "wx", mode: 0o600 });
      return () => {
        if (fs.existsSync(file) && fs.readFileSync(file, "utf8") === text) fs.rmSync(file);
      };
    } catch (error) {
      if (error.code !== "EEXIST") throw error;
    }
    const lock = readLock(file);
    if (lock && isRunning(lock.holder)) {
      if (isRunning(lock.starter) || Date.now() > deadline) throw new FolderInUseError(folder, lock.holder.pid);
      await new Promise((resolve) => setTimeout(resolve, lookEveryMs));
    } else removeStale(file, lock);
  }
}

/** Removes the lock only if it is still the one that was judged: another waiter may have taken the folder meanwhile. */
function removeStale(file, judged) {
  const aside = `${file}.${process.pid}`;
  try {
    fs.renameSync(file, aside);
  } catch {
    return;
  }
  const moved = readLock(aside);
  if (JSON.stringify(moved) !== JSON.stringify(judged)) fs.linkSync(aside, file);
  fs.rmSync(aside);
}
