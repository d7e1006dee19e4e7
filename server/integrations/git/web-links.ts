import { findGitHost, type GitHost, type HostKind, webRoot } from "@/server/integrations/git/hosts";
import type { RepositoryUrl } from "@/server/integrations/git/repository-url";

/** Addresses of a repository's pages at its host. Every method gives an https address that is safe to put in a link. */
export type WebLinks = {
  repository(): string;
  commit(sha: string): string;
  compare(oldSha: string, newSha: string): string;
  /** A file as it was in a commit, with an optional range of lines (from 1, both included). */
  file(sha: string, path: string, lines?: { from: number; to: number }): string;
  newPullRequest(head: string, base: string): string;
};

const query = encodeURIComponent;

/** Keeps the slashes of a path or branch and encodes everything else, `#`, `?` and `%` included. */
function segments(path: string): string {
  return path.split("/").map(encodeURIComponent).join("/");
}

function github(root: string): WebLinks {
  return {
    repository: () => root,
    commit: (sha) => `${root}/commit/${segments(sha)}`,
    compare: (from, to) => `${root}/compare/${segments(from)}...${segments(to)}`,
    file: (sha, path, lines) =>
      `${root}/blob/${segments(sha)}/${segments(path)}${lines ? `#L${lines.from}-L${lines.to}` : ""}`,
    newPullRequest: (head, base) => `${root}/compare/${segments(base)}...${segments(head)}?expand=1`,
  };
}

function gitlab(root: string): WebLinks {
  return {
    repository: () => root,
    commit: (sha) => `${root}/-/commit/${segments(sha)}`,
    compare: (from, to) => `${root}/-/compare/${segments(from)}...${segments(to)}`,
    file: (sha, path, lines) =>
      `${root}/-/blob/${segments(sha)}/${segments(path)}${lines ? `#L${lines.from}-${lines.to}` : ""}`,
    newPullRequest: (head, base) => {
      const names = [`source_branch]=${query(head)}`, `target_branch]=${query(base)}`];
      return `${root}/-/merge_requests/new?${names.map((name) => `merge_request[${name}`).join("&")}`;
    },
  };
}

function bitbucketCloud(root: string): WebLinks {
  return {
    repository: () => root,
    commit: (sha) => `${root}/commits/${segments(sha)}`,
    // Bitbucket wants the newer side first.
    compare: (from, to) => `${root}/branches/compare/${segments(to)}..${segments(from)}`,
    file: (sha, path, lines) =>
      `${root}/src/${segments(sha)}/${segments(path)}${lines ? `#lines-${lines.from}:${lines.to}` : ""}`,
    newPullRequest: (head, base) => `${root}/pull-requests/new?source=${query(head)}&dest=${query(base)}`,
  };
}

function bitbucketDataCenter(root: string): WebLinks {
  return {
    repository: () => `${root}/browse`,
    commit: (sha) => `${root}/commits/${segments(sha)}`,
    compare: (from, to) => `${root}/compare/commits?sourceBranch=${query(to)}&targetBranch=${query(from)}`,
    file: (sha, path, lines) =>
      `${root}/browse/${segments(path)}?at=${query(sha)}${lines ? `#${lines.from}-${lines.to}` : ""}`,
    newPullRequest: (head, base) =>
      `${root}/pull-requests?create&sourceBranch=${query(`refs/heads/${head}`)}&targetBranch=${query(`refs/heads/${base}`)}`,
  };
}

function gitea(root: string): WebLinks {
  return {
    ...github(root),
    file: (sha, path, lines) =>
      `${root}/src/commit/${segments(sha)}/${segments(path)}${lines ? `#L${lines.from}-L${lines.to}` : ""}`,
    newPullRequest: (head, base) => `${root}/compare/${segments(base)}...${segments(head)}`,
  };
}

function azure(root: string): WebLinks {
  return {
    repository: () => root,
    commit: (sha) => `${root}/commit/${segments(sha)}`,
    compare: (from, to) => `${root}/branchCompare?baseVersion=GC${query(from)}&targetVersion=GC${query(to)}`,
    file: (sha, path, lines) =>
      `${root}?path=${query(`/${path}`)}&version=GC${query(sha)}${lines ? `&line=${lines.from}&lineEnd=${lines.to + 1}` : ""}`,
    newPullRequest: (head, base) => `${root}/pullrequestcreate?sourceRef=${query(head)}&targetRef=${query(base)}`,
  };
}

function pagePath(kind: HostKind, path: string): string {
  const [first = "", second = "", third = ""] = path.split("/");
  if (kind === "azure") return `${segments(first)}/${segments(second)}/_git/${segments(third)}`;
  if (kind !== "bitbucket-dc") return segments(path);
  const owner = first.startsWith("~") ? `users/${segments(first.slice(1))}` : `projects/${segments(first)}`;
  return `${owner}/repos/${segments(second)}`;
}

/** The pages of a repository; null for hosts without web pages that we know. Never an SSH name or port. */
export function webLinks(url: RepositoryUrl, hosts: readonly GitHost[]): WebLinks | null {
  const host = findGitHost(hosts, url.host, url.port);
  const site = host === null ? (url.kind === "azure" ? "https://dev.azure.com" : null) : webRoot(host);
  if (site === null) return null;
  const root = `${site}/${pagePath(url.kind, url.path)}`;
  switch (url.kind) {
    case "github":
      return github(root);
    case "gitlab":
      return gitlab(root);
    case "bitbucket":
      return bitbucketCloud(root);
    case "bitbucket-dc":
      return bitbucketDataCenter(root);
    case "gitea":
      return gitea(root);
    case "azure":
      return azure(root);
    case "generic":
      return null;
  }
}
