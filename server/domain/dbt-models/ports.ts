import type { LoadReply, LoadRequest, ManifestReading } from "@/server/dbt/worker/protocol";
import type { RemoteTarget } from "@/server/domain/git-sync/ports";

/** A file of a commit; submodules are never listed. */
export interface ListedFile {
  /** From the repository's top. */
  readonly path: string;
  readonly blobId: string;
  /** A symbolic link: listed, so that it can be told of, and never followed. */
  readonly isLink?: true;
}

/** `size` is null for a file that is larger than the limit: it was not fetched. */
export interface ReadFile extends ListedFile {
  readonly size: number | null;
  readonly text: string;
}

export type RepositoryTip =
  | {
      readonly kind: "tip";
      readonly commit: string;
      readonly committedAt: Date;
      readonly subject: string;
      /** How it stands to the commit that was known. */
      readonly relation: "same" | "ahead" | "rewritten" | "unknown";
    }
  /** The branch, or the whole repository, has no commit. */
  | { readonly kind: "none" };

/** A branch opened for one piece of work. Methods throw GitFailureError. */
export interface OpenBranch {
  fetchTip(known: string | null): Promise<RepositoryTip>;
  /** Plain files at and below a folder (`""`: all). */
  listFiles(commit: string, folder: string): Promise<readonly ListedFile[]>;
  /** Folders that hold a `dbt_project.yml`, `""` for the top. */
  listProjects(commit: string): Promise<readonly string[]>;
  /** Contents of files of one folder, in their order; what is not here yet is fetched, only that. */
  readFiles(
    commit: string,
    folder: string,
    files: readonly ListedFile[],
    maxBytes?: number,
  ): Promise<readonly ReadFile[]>;
}

/** What dbt models need of Git. The doors hand in the real thing. */
export interface ProjectGit {
  withBranch<T>(target: RemoteTarget, work: (branch: OpenBranch) => Promise<T>): Promise<T>;
  /** The branch's newest commit as the host tells it, without fetching anything; null when there is no such branch. */
  askTip(target: RemoteTarget): Promise<string | null>;
  /** The local copy of a branch goes. */
  forget(target: Pick<RemoteTarget, "workspaceId" | "url" | "branch">): Promise<void>;
  commitLink(url: string, commit: string): string | null;
  fileLink(url: string, commit: string, path: string): string | null;
}

/** A load that was ended: it took too long or too much memory. The message says which. */
export class EngineError extends Error {
  override name = "EngineError";
}

/** The engine, in its thread. Rejects with EngineError. */
export interface DbtEngine {
  load(projectId: string, request: Omit<LoadRequest, "cache" | "cacheFile">): Promise<LoadReply>;
  /** Plain or compressed with gzip. */
  readManifest(content: Uint8Array): Promise<ManifestReading>;
  /** What was kept to make the next load quick goes. */
  forget(projectId: string): Promise<void>;
}
