import { readdir, readFile, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import type { ListedFile, OpenBranch, ProjectGit, ReadFile, RepositoryTip } from "@/server/domain/dbt-models/ports";
import { GitFailureError, type RemoteTarget } from "@/server/domain/git-sync/ports";
import { cacheDir, failureOf, gitHosts, sessionOptions } from "./access";
import { branchRef } from "./branch-ref";
import { listRemote } from "./fetch";
import { failed } from "./git-error";
import { localFailure } from "./local-failure";
import { type FetchLimits, fetchBlobs, fetchTip, relationTo } from "./partial-fetch";
import { askBatch, takeTexts } from "./read-blobs";
import { type GitCache, healing, withCache } from "./repository";
import { parseRepositoryUrl } from "./repository-url";
import { type GitSession, withGitSession } from "./session";
import { succeeded } from "./spawn-git";
import { commitLink } from "./sync-git";
import { webLinks } from "./web-links";

const MB = 1024 * 1024;
const defaultLimits: ProjectLimits = {
  maxBlobBytes: 10 * MB,
  maxCacheBytes: 1024 * MB,
  maxTextBytes: 300 * MB,
  maxPacks: 60,
};
const MAX_LISTING_BYTES = 512 * MB;
const READ_BYTES = 16 * MB;
const LEFT_OUT = "tributary-left-out";

export interface ProjectLimits extends FetchLimits {
  /** Of all files that one load reads. */
  maxTextBytes: number;
  /** Packs of the local copy beyond which it is made anew. */
  maxPacks: number;
}

/** dbt's way to Git: the newest commit without history, and of its content only the project's own files. */
export function createProjectGit(limits: ProjectLimits = defaultLimits): ProjectGit {
  return {
    withBranch: async (target, work) => {
      const options = await sessionOptions(target);
      const inCache = async (cache: GitCache) => {
        await startOverWhenOld(cache, limits);
        return healing(cache, () =>
          withGitSession(options, (session) => work(new PartialBranch(target, session, cache, limits))),
        );
      };
      return withCache(folderOf(target), inCache).catch(async (error) => {
        throw await localFailure(error, folderOf(target));
      });
    },
    askTip: async (target) => {
      const ref = branchRef(target.branch);
      const listed = await withGitSession(await sessionOptions(target), (session) => listRemote(session, [ref]));
      if (listed.kind === "failed") throw failureOf(target, "ls-remote", listed.result);
      return listed.remote.refs.get(ref) ?? null;
    },
    forget: (target) => rm(folderOf(target), { recursive: true, force: true, maxRetries: 3 }),
    commitLink,
    fileLink: (url, commit, path) => {
      const parsed = parseRepositoryUrl(url, { hosts: gitHosts() });
      return parsed.ok ? (webLinks(parsed.url, gitHosts())?.file(commit, path) ?? null) : null;
    },
  };
}

/** Apart from Git Sync's caches: those hold whole files of the branch they push to. */
const folderOf = (target: Pick<RemoteTarget, "workspaceId" | "url" | "branch">) => `${cacheDir(target)}-dbt`;

/** Each fetch leaves a pack, and what older commits held: after many it is cheapest to fetch the project anew. */
async function startOverWhenOld(cache: GitCache, { maxPacks }: ProjectLimits): Promise<void> {
  const names = await readdir(join(cache.gitDir, "objects", "pack")).catch(() => []);
  if (names.filter((name) => name.endsWith(".pack")).length >= maxPacks) await cache.recreate();
}

class PartialBranch implements OpenBranch {
  constructor(
    private readonly target: RemoteTarget,
    private readonly session: GitSession,
    private readonly cache: GitCache,
    private readonly limits: ProjectLimits,
  ) {}

  async fetchTip(known: string | null): Promise<RepositoryTip> {
    const { target, session, cache, limits } = this;
    const fetched = await fetchTip(session, cache, target.branch, limits);
    if (fetched.kind === "no-branch") return { kind: "none" };
    if (fetched.kind === "too-large") throw await this.tooLarge();
    if (fetched.kind === "failed") throw failureOf(target, "fetch", fetched.result);
    const { tip } = fetched;
    const relation = known === null ? "unknown" : await relationTo(session, cache, target.branch, known, tip);
    return {
      kind: "tip",
      commit: tip.id,
      committedAt: tip.committedAt,
      subject: tip.subject.slice(0, 500),
      relation,
    };
  }

  async listFiles(commit: string, folder: string): Promise<ListedFile[]> {
    const scope = folder === "" ? [] : ["--", `${folder}/`];
    const result = await this.cache.git(["ls-tree", "-r", "-z", "--full-tree", commit, ...scope], {
      maxStdoutBytes: MAX_LISTING_BYTES,
    });
    if (!succeeded(result)) throw failed("ls-tree", result);
    const files: ListedFile[] = [];
    for (const entry of result.stdout.toString("utf8").split("\0")) {
      const tab = entry.indexOf("\t");
      const [mode = "", , blobId = ""] = entry.slice(0, Math.max(tab, 0)).split(" ");
      const path = entry.slice(tab + 1);
      // Submodules lead elsewhere: they are not files of the project.
      if (mode === "100644" || mode === "100755") files.push({ path, blobId });
      else if (mode === "120000") files.push({ path, blobId, isLink: true });
    }
    return files;
  }

  async listProjects(commit: string): Promise<string[]> {
    const files = await this.listFiles(commit, "");
    return files.flatMap(({ path, isLink }) => {
      const match = isLink ? null : /^(?:(.*)\/)?dbt_project\.ya?ml$/.exec(path);
      return match ? [match[1] ?? ""] : [];
    });
  }

  async readFiles(
    commit: string,
    folder: string,
    files: readonly ListedFile[],
    maxBytes = this.limits.maxBlobBytes,
  ): Promise<ReadFile[]> {
    const ids = new Set(files.map(({ blobId }) => blobId));
    const here = await localSizes(this.cache, ids);
    // What is here is read while the rest comes. Should the copy be thrown away meanwhile, it is read again below.
    const [texts, sizes] = await Promise.all([
      this.texts(this.readable(files, here, maxBytes)).catch(() => new Map<string, string>()),
      this.fetchMissing(commit, folder, ids, here, maxBytes),
    ]);
    const all = this.readable(files, sizes, maxBytes);
    for (const [id, text] of await this.texts(new Map([...all].filter(([id]) => !texts.has(id))))) texts.set(id, text);
    return files.map((file) => ({
      ...file,
      size: all.get(file.blobId) ?? null,
      text: texts.get(file.blobId) ?? "",
    }));
  }

  /** Sizes of the blobs that are small enough. Throws when all files together are too large. */
  private readable(files: readonly ListedFile[], sizes: ReadonlyMap<string, number>, maxBytes: number) {
    const small = new Map([...sizes].filter(([, size]) => size <= maxBytes));
    const total = files.reduce((sum, { blobId }) => sum + (small.get(blobId) ?? 0), 0);
    if (total > this.limits.maxTextBytes) throw projectTooLarge(total, this.limits.maxTextBytes);
    return small;
  }

  /** Sizes of the blobs that are here, after fetching what is missing. */
  private async fetchMissing(
    commit: string,
    folder: string,
    ids: ReadonlySet<string>,
    here: Map<string, number>,
    maxBytes: number,
  ): Promise<Map<string, number>> {
    const { session, cache, target, limits } = this;
    const leftOut = maxBytes > limits.maxBlobBytes ? new Set<string>() : await this.leftOut();
    const missing = [...ids].filter((id) => !here.has(id) && !leftOut.has(id));
    if (missing.length === 0) return here;
    // The first time everything is missing, and only then can the server leave out what is too large.
    const whole = here.size === 0 && missing.length > 1;
    const tree = () => this.treeOf(commit, folder);
    const fetched = await fetchBlobs(session, cache, { tree, missing, whole }, limits);
    if (fetched.kind === "too-large") {
      const failure = await this.tooLarge();
      if (whole) throw failure;
      await this.fetchTip(null);
      return this.fetchMissing(commit, folder, ids, await localSizes(cache, ids), maxBytes);
    }
    if (fetched.kind === "failed") throw failureOf(target, "fetch", fetched.result);
    const now = await localSizes(cache, ids);
    if (whole) await this.rememberLeftOut(missing.filter((id) => !now.has(id)));
    return now;
  }

  /** Blobs that the server left out for their size: to ask for them by name would bring them after all. */
  private async leftOut(): Promise<Set<string>> {
    const text = await readFile(join(this.cache.gitDir, LEFT_OUT), "utf8").catch(() => "");
    return new Set(text.split("\n"));
  }

  private async rememberLeftOut(ids: readonly string[]): Promise<void> {
    if (ids.length === 0) return;
    const known = await this.leftOut();
    await writeFile(join(this.cache.gitDir, LEFT_OUT), [...new Set([...known, ...ids])].filter(Boolean).join("\n"));
  }

  private async treeOf(commit: string, folder: string): Promise<string> {
    const result = await this.cache.git(["rev-parse", "--verify", "--quiet", `${commit}:${folder}`]);
    if (!succeeded(result)) throw failed("rev-parse", result);
    return result.stdout.toString().trim();
  }

  private async texts(sizes: ReadonlyMap<string, number>): Promise<Map<string, string>> {
    const texts = new Map<string, string>();
    let group: string[] = [];
    let bytes = 0;
    const read = async () => {
      if (group.length > 0) takeTexts(await askBatch(this.cache, "--batch", group), texts);
      group = [];
      bytes = 0;
    };
    for (const [id, size] of sizes) {
      if (bytes + size > READ_BYTES) await read();
      group.push(id);
      bytes += size;
    }
    await read();
    return texts;
  }

  /** What came is thrown away, so that the next attempt is not refused for it again. */
  private async tooLarge(): Promise<GitFailureError> {
    await this.cache.recreate();
    return projectTooLarge(this.limits.maxCacheBytes, this.limits.maxCacheBytes);
  }
}

/** Of the given blobs those that are here. It never makes git look for the others at the host. */
async function localSizes(cache: GitCache, ids: ReadonlySet<string>): Promise<Map<string, number>> {
  const args = ["cat-file", "--batch-all-objects", "--unordered", "--batch-check=%(objectname) %(objectsize)"];
  const result = await cache.git(args, { maxStdoutBytes: MAX_LISTING_BYTES });
  if (!succeeded(result)) throw failed("cat-file", result);
  const sizes = new Map<string, number>();
  for (const line of result.stdout.toString("latin1").split("\n")) {
    const id = line.slice(0, 40);
    if (ids.has(id)) sizes.set(id, Number(line.slice(41)));
  }
  return sizes;
}

const projectTooLarge = (bytes: number, limit: number) =>
  new GitFailureError({
    class: "project-too-large",
    title: `The project's files are larger than the ${Math.round(limit / MB)} MB that are read.`,
    remedy: "Give the folder of the dbt project alone, and keep data out of it: large seeds, exports and archives.",
    retriable: false,
    hostWords: bytes > limit ? `${Math.round(bytes / MB)} MB` : "",
    accessLost: false,
  });
