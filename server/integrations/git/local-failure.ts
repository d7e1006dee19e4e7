import { statfs } from "node:fs/promises";
import path from "node:path";
import { type GitFailure, GitFailureError, RemoteBusyError } from "@/server/domain/git-sync/ports";
import { GitCommandError } from "./git-error";

const diskFull: GitFailure = {
  class: "local-disk-full",
  title: "There is no room left for the local copy of the repository.",
  remedy: "Make room on the disk that holds the product's data folder. Nothing is lost: it is tried again by itself.",
  retriable: true,
  hostWords: "",
  accessLost: false,
};

const cacheBroken: GitFailure = {
  class: "local-cache",
  title: "The local copy of the repository could not be read or written.",
  remedy: "It is tried again by itself. If it stays so, stop the product and remove git-cache from its data folder.",
  retriable: true,
  hostWords: "",
  accessLost: false,
};

const fullCodes = new Set(["ENOSPC", "EDQUOT", "EFBIG"]);
const fullWords =
  /no space left on device|out of disk ?space|disk quota exceeded|file too large|file size limit exceeded/i;
const longestWords = 2000;

/** What git says when a disk is full, but not of which: with room left on ours it is the host's, or something else. */
const ofAnyDisk: ReadonlySet<string> = new Set([
  ...["unknown", "early-eof", "remote-hung-up", "read-only-maintenance"],
  ...["local-lock", "local-not-a-repository", "client-broken"],
]);

/** A fetch writes on this side only: lines that the host did not send tell of our own disk. */
export function ranOutOfRoom(operation: string, stderr: string): boolean {
  return (
    operation === "fetch" && stderr.split("\n").some((line) => !line.startsWith("remote:") && fullWords.test(line))
  );
}

export const diskFullFailure = (hostWords: string) => new GitFailureError({ ...diskFull, hostWords });

/**
 * What went wrong on this side, as the page explains it; errors that are none of git's or the disk's come back as they
 * are. `folder` is where the local copy is kept.
 */
export async function localFailure(error: unknown, folder: string): Promise<unknown> {
  if (!(error instanceof Error)) return error;
  if (error.name === "LockTimeout") return new RemoteBusyError(error.message, { cause: error });
  if (fullCodes.has((error as NodeJS.ErrnoException).code ?? "")) return diskFullFailure("");
  if (error instanceof GitFailureError) {
    const { class: named, accessLost, hostWords } = error.failure;
    const unsure = ofAnyDisk.has(named) && !accessLost;
    return unsure && (await isFull(folder)) ? diskFullFailure(hostWords) : error;
  }
  if (!(error instanceof GitCommandError)) return error;
  const words = error.result.stderr.trim().slice(0, longestWords);
  if (fullWords.test(words) || (await isFull(folder))) return diskFullFailure(words);
  return new GitFailureError({ ...cacheBroken, hostWords: words });
}

const leastBytes = 1 << 20;

/** Whether the disk of a folder has less room than the least piece of work takes. */
async function isFull(folder: string): Promise<boolean> {
  try {
    const { bavail, bsize, files, ffree } = await statfs(folder);
    return bavail * bsize < leastBytes || (files > 0 && ffree === 0);
  } catch {
    // Without the folder: the one that it would be made in.
    return path.dirname(folder) === folder ? false : isFull(path.dirname(folder));
  }
}
