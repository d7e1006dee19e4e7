import type {
  Identity,
  PlannedCommit,
  RemoteTarget,
  SeenCommit,
  SyncGit,
  SyncRemote,
  Tip,
} from "@/server/domain/git-sync/ports";
import { env } from "@/server/env";
import { log } from "@/server/log";
import { cacheDir, failureOf, gitHosts, sessionOptions } from "./access";
import { blobId } from "./commit-stream";
import { CommitTrees } from "./commit-trees";
import { fetchBranch } from "./fetch";
import { findGitHost } from "./hosts";
import { localFailure } from "./local-failure";
import { listCommits } from "./log";
import { pushBranch } from "./push";
import { blobsAt, readBlobs } from "./read-blobs";
import { type GitCache, healing, maintainCache, withCache } from "./repository";
import { parseRepositoryUrl } from "./repository-url";
import { type GitSession, withGitSession } from "./session";
import { succeeded } from "./spawn-git";
import { listTree } from "./tree";
import { webLinks } from "./web-links";
import { writeEdits } from "./write-edits";

/** Git Sync's way to Git: a hardened session and a bare cache for the time of one piece of work. */
export function createSyncGit(): SyncGit {
  return {
    committer: parseCommitter(env().TRIBUTARY_COMMITTER),
    blobId,
    paceMs: (service) => (findGitHost(gitHosts(), service)?.pace.minSecondsBetweenPushes ?? 0) * 1000,
    commitLink: commitLink,
    withRemote: async (target, work) => {
      const options = await sessionOptions(target);
      const inCache = (cache: GitCache) =>
        healing(cache, () => withGitSession(options, (session) => work(remoteOf(target, session, cache)))).finally(() =>
          tidy(cache),
        );
      return withCache(cacheDir(target), inCache).catch(async (error) => {
        throw await localFailure(error, cacheDir(target));
      });
    },
  };
}

/** What was pushed stays pushed: a cleaning that fails costs some disk, and the next one tries again. */
const tidy = (cache: GitCache) =>
  maintainCache(cache).catch((error) => log().warn({ error }, "A Git cache could not be cleaned"));

export function commitLink(url: string, commit: string): string | null {
  const parsed = parseRepositoryUrl(url, { hosts: gitHosts() });
  return parsed.ok ? (webLinks(parsed.url, gitHosts())?.commit(commit) ?? null) : null;
}

/** Reads `Name <mail>`. */
export function parseCommitter(setting: string): { name: string; email: string } {
  const match = /^(.*?)\s*<([^<>]+)>$/.exec(setting);
  return { name: match?.[1] || "Tributary Git Sync", email: match?.[2] ?? setting };
}

const dated = ({ name, email, at }: Identity) => ({ name, email, date: at });

const convert = ({ files, message, author, committer }: PlannedCommit) => ({
  files,
  message,
  author: dated(author),
  committer: dated(committer),
});

async function* converted(commits: AsyncIterable<PlannedCommit> | Iterable<PlannedCommit>) {
  for await (const commit of commits) yield convert(commit);
}

/** For so many files whole folders are read once, and kept for the commit that follows; more are looked up by git. */
const fewPaths = 8;

function remoteOf(target: RemoteTarget, session: GitSession, cache: GitCache): SyncRemote {
  const trees = new CommitTrees(cache);
  return {
    has: async (commit) => succeeded(await cache.git(["cat-file", "-e", `${commit}^{tree}`])),
    fetchTip: async (known): Promise<Tip> => {
      const fetched = await fetchBranch(session, cache, target.branch, { known });
      if (fetched.kind === "no-branch") return { kind: "none" };
      if (fetched.kind === "failed") throw failureOf(target, "fetch", fetched.result);
      return { kind: "tip", commit: fetched.tip, relation: fetched.relation };
    },
    commitsSince: async (known, tip, limit) => {
      const { commits } = await listCommits(cache, { after: known, upTo: tip, limit });
      return commits.map(
        (commit): SeenCommit => ({
          id: commit.id,
          subject: commit.subject,
          authorName: commit.author.name,
          at: commit.author.date,
          trailers: commit.trailers.map(({ token, value }) => ({ key: token, value })),
          paths: commit.changes.map((change) => change.path),
        }),
      );
    },
    listFiles: (commit, folder) => listTree(cache, commit, folder),
    blobsAt: (commit, paths) =>
      paths.length <= fewPaths ? trees.blobsAt(commit, paths) : blobsAt(cache, commit, paths),
    readFiles: (commit, paths) => readBlobs(cache, commit, paths),
    write: (parent, commits) => {
      const all = Array.isArray(commits) ? (commits as PlannedCommit[]).map(convert) : converted(commits);
      return writeEdits(cache, { parent, commits: all }, trees);
    },
    push: async (commit, expected) => {
      const pushed = await pushBranch(session, cache, { branch: target.branch, commit, expected });
      switch (pushed.kind) {
        case "pushed":
        case "up-to-date":
          return { kind: "pushed" };
        case "moved":
          return { kind: "moved" };
        case "rejected":
        case "failed":
          throw failureOf(target, "push", pushed.result);
      }
    },
  };
}
