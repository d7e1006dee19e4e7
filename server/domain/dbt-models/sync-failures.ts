import type { Problem } from "@/server/dbt/problems";
import type { GitFailure } from "@/server/domain/git-sync/ports";
import { cutText } from "./cut-text";

/** Why a model sync failed; the shape is Git Sync's, so that pages show both alike. */
export interface SyncFailure extends GitFailure {
  /** Folders with a dbt project, where the one that was named is none. */
  readonly candidates?: readonly string[];
}

/** A commit that cannot be loaded, in words for the page. The model set before it stays in force. */
export class SyncFailureError extends Error {
  override name = "SyncFailureError";
  constructor(readonly failure: SyncFailure) {
    super(failure.title);
  }
}

const failure = (kind: string, title: string, remedy: string, more: Partial<SyncFailure> = {}) =>
  new SyncFailureError({
    class: kind,
    title,
    remedy,
    retriable: false,
    hostWords: "",
    accessLost: false,
    ...more,
  });

/** Segment's own words, which its users search for. */
export const projectFileNotFound = "Sync Failed: Incorrect dbt Project File Path: dbt project file not found";
export const writeAccessNotGranted = "Sync Failed: remote: Write access to repository not granted";

export function projectMissing(place: { branch: string; path: string }, candidates: readonly string[]) {
  const shown = candidates.slice(0, 10).map((path) => (path === "" ? "the repository root" : path));
  const withoutBranch = place.path.startsWith(`${place.branch}/`) ? place.path.slice(place.branch.length + 1) : null;
  const hint =
    withoutBranch !== null && candidates.includes(withoutBranch)
      ? `Leave the branch out of the path: ${withoutBranch}.`
      : shown.length > 0
        ? `Found in this commit: ${shown.join(", ")}.`
        : "This commit has no dbt_project.yml anywhere.";
  const where = place.path === "" ? "the repository root" : `“${place.path}”`;
  const remedy = `There is no dbt_project.yml in ${where}. The project path is relative to the repository root, without the branch: project/dbt_project.yml, not main/project/dbt_project.yml. ${hint}`;
  return failure("project-missing", projectFileNotFound, remedy, { candidates });
}

export const branchMissing = (branch: string, wasThere: boolean) =>
  failure(
    "branch-not-found",
    wasThere ? `The branch “${branch}” is gone from the repository.` : `There is no branch “${branch}” with a commit.`,
    wasThere
      ? "The last models that loaded stay in force. Choose another branch, or push this one again: it is noticed by itself."
      : "Check the branch's name, or push it: it is noticed by itself.",
  );

/** Said only where there are any. */
const stayInForce = (hasModels: boolean) => (hasModels ? " The last models that loaded stay in force." : "");

export function projectInvalid(problems: readonly Problem[], hasModels: boolean) {
  const [first] = problems.filter(({ severity }) => severity === "error");
  const where = first?.file ? `${first.file}${first.line === null ? "" : `, line ${first.line}`}: ` : "";
  return failure(
    "project-invalid",
    "The dbt project file cannot be read.",
    `Correct dbt_project.yml and push it.${stayInForce(hasModels)}`,
    { hostWords: cutText(`${where}${first?.message ?? "unknown"}`, 2000) },
  );
}

export const loadEnded = (message: string, hasModels: boolean) =>
  failure(
    "load-ended",
    `The project could not be loaded: ${message}.`,
    `Look for a model or macro that never ends or grows without end, and push a correction.${stayInForce(hasModels)}`,
  );

export const tooManyFiles = (count: number, most: number) =>
  failure(
    "project-too-large",
    `The project folder holds ${count.toLocaleString("en")} files; at most ${most.toLocaleString("en")} are read.`,
    "Give the folder of the dbt project alone.",
  );

export const sourceGone = () =>
  failure(
    "source-missing",
    "The warehouse source of this dbt project was deleted.",
    "Choose another Reverse ETL warehouse source in the project's settings.",
  );

export const unexpected = (error: unknown): SyncFailure => ({
  class: "unexpected",
  title: "The model sync stopped because of an unexpected error.",
  remedy: "It is tried again. If it stays so, look in the server's log.",
  retriable: true,
  hostWords: error instanceof Error ? error.name : "",
  accessLost: false,
});

/** GitHub speaks of write access also where a token may not even read: Segment's users know that by its words. */
export function readableFailure(given: GitFailure): GitFailure {
  if (given.class !== "no-write-access" && !/write access to repository not granted/i.test(given.hostWords))
    return given;
  return {
    ...given,
    title: writeAccessNotGranted,
    remedy:
      "Give the account that the token belongs to a role in the repository, or the token the right to its contents. Reading is enough here; some hosts use these words for that too.",
    accessLost: true,
  };
}
