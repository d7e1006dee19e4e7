/** What Git Sync needs of Git. The doors hand in the real thing; tests may hand in a fake of the same shape. */

export interface GitFailure {
  /** One of the classes of `fixtures/git/errors.json`, or a class of our own such as `secret-in-output`. */
  readonly class: string;
  readonly title: string;
  readonly remedy: string;
  readonly retriable: boolean;
  /** What the host or git said, cleaned and bounded; empty when nobody said anything. */
  readonly hostWords: string;
  /** True when trying again could get the address banned: only a person can mend it. */
  readonly accessLost: boolean;
}

/** A git step that failed in a way the page can explain. */
export class GitFailureError extends Error {
  override name = "GitFailureError";
  constructor(readonly failure: GitFailure) {
    super(failure.title);
  }
}

/** Another process holds the local copy of the repository, and is at work. */
export class RemoteBusyError extends Error {
  override name = "RemoteBusyError";
}

export interface SeenCommit {
  readonly id: string;
  readonly subject: string;
  readonly authorName: string;
  readonly at: Date;
  readonly trailers: readonly { readonly key: string; readonly value: string }[];
  readonly paths: readonly string[];
}

export interface Identity {
  readonly name: string;
  readonly email: string;
  readonly at: Date;
}

export interface PlannedCommit {
  readonly files: AsyncIterable<PlannedFile> | Iterable<PlannedFile>;
  readonly message: string;
  readonly author: Identity;
  readonly committer: Identity;
}

/** Content null deletes the file. */
export interface PlannedFile {
  readonly path: string;
  readonly content: string | null;
}

export type Tip =
  | { readonly kind: "tip"; readonly commit: string; readonly relation: "same" | "ahead" | "rewritten" | "unknown" }
  /** The branch, or the whole repository, has no commit yet. */
  | { readonly kind: "none" };

export type Pushed = { readonly kind: "pushed" } | { readonly kind: "moved" };

/** A remote branch with its local cache, open for one piece of work. Methods throw GitFailureError. */
export interface SyncRemote {
  /** Whether the cache has a commit, so that work can begin without asking the remote. */
  has(commit: string): Promise<boolean>;
  fetchTip(known: string | null): Promise<Tip>;
  /** Commits after `known` up to `tip`, newest first, at most `limit`. */
  commitsSince(known: string | null, tip: string, limit: number): Promise<readonly SeenCommit[]>;
  /** Path to blob id for every file below the folder (`""`: all), or for the given paths only. */
  listFiles(commit: string, folder: string): Promise<ReadonlyMap<string, string>>;
  blobsAt(commit: string, paths: readonly string[]): Promise<ReadonlyMap<string, string>>;
  /** Texts of files in the order of the paths; null where there is no plain file of at most 16 MB. */
  readFiles(commit: string, paths: readonly string[]): Promise<readonly (string | null)[]>;
  write(
    parent: string | null,
    commits: AsyncIterable<PlannedCommit> | Iterable<PlannedCommit>,
  ): Promise<readonly string[]>;
  push(commit: string, expected: string | null): Promise<Pushed>;
}

/** How to reach a remote branch: the stored connection's material, decrypted for this piece of work. */
export interface RemoteTarget {
  readonly workspaceId: string;
  readonly url: string;
  readonly branch: string;
  readonly service: string;
  readonly method: "ssh-key" | "token";
  readonly username: string | null;
  readonly secret: string;
  readonly confirmedHostKeys: readonly string[];
}

export interface SyncGit {
  withRemote<T>(target: RemoteTarget, work: (remote: SyncRemote) => Promise<T>): Promise<T>;
  blobId(content: string): string;
  /** Least time between two pushes to the host, in ms. */
  paceMs(service: string): number;
  /** Link to a commit on the host's site, or null. */
  commitLink(url: string, commit: string): string | null;
  readonly committer: { readonly name: string; readonly email: string };
}
