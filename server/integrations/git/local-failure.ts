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
const fullWords = /no space left on device|disk quota exceeded|file too large|file size limit exceeded/i;
const longestWords = 2000;

/** What went wrong on this side, as the page explains it; errors that are none of git's or the disk's come back as they are. */
export function localFailure(error: unknown): unknown {
  if (!(error instanceof Error)) return error;
  if (error.name === "LockTimeout") return new RemoteBusyError(error.message, { cause: error });
  if (fullCodes.has((error as NodeJS.ErrnoException).code ?? "")) return new GitFailureError(diskFull);
  if (!(error instanceof GitCommandError)) return error;
  const words = error.result.stderr.trim().slice(0, longestWords);
  return new GitFailureError({ ...(fullWords.test(words) ? diskFull : cacheBroken), hostWords: words });
}
