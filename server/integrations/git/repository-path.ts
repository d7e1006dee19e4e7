import type { HostKind } from "@/server/integrations/git/hosts";
import { type RepositoryUrlProblem, urlProblem } from "@/server/integrations/git/repository-url-problem";

/**
 * A repository's path at its host, without slashes around it and without ".git": "owner/name"; on Azure
 * "organization/project/name", on Bitbucket Data Center "KEY/slug". `cut` says that parts of a page address were left out.
 */
export type RepositoryPath = { path: string; cut: boolean };
type ReadPath = { ok: true; value: RepositoryPath } | { ok: false; problem: RepositoryUrlProblem };

const slugOnly = /^[A-Za-z0-9_.-]+$/;
// Self-hosted servers allow more; quotes, globs, shell signs and backslashes still have no business in a path.
const wide = /^[\p{L}\p{N}_.~+@,=() -]+$/u;

const pageWords: Partial<Record<HostKind, RegExp>> = {
  gitlab: /^(tree|blob|raw|blame|commits?|merge_requests|issues|wikis|pipelines|branches|tags|compare)$/,
  generic: /^(tree|blob|src|raw|commits?|pull|pulls|pull-requests|merge_requests|issues|branches|tags|compare)$/,
};

function refuseParts(kind: HostKind, parts: readonly string[]): { ok: false; problem: RepositoryUrlProblem } | null {
  if (parts.some((part) => part === "" || part === "." || part === "..")) return urlProblem("path-traversal");
  if (parts.some((part) => part.startsWith("-") && part !== "-")) return urlProblem("option");
  const allowed = kind === "github" || kind === "gitlab" || kind === "bitbucket" ? slugOnly : wide;
  return parts.every((part) => allowed.test(part)) ? null : urlProblem("path-invalid");
}

function withoutDotGit(name: string): string {
  return name.endsWith(".git") ? name.slice(0, -4) : name;
}

function take(parts: readonly string[], count: number): RepositoryPath | null {
  if (parts.length < count) return null;
  const kept = parts.slice(0, count);
  return { path: [...kept.slice(0, -1), withoutDotGit(kept.at(-1) ?? "")].join("/"), cut: parts.length > count };
}

/** GitLab nests groups to any depth; its pages hang below "/-/" (older: below a reserved word). */
function takeNested(parts: readonly string[], least: number, words: RegExp | undefined): RepositoryPath | null {
  const marker = parts.findIndex((part, at) => part === "-" || (at >= 2 && (words?.test(part) ?? false)));
  const end = marker < 0 ? parts.length : marker;
  return end < least ? null : take(parts, end);
}

function takeDataCenter(parts: readonly string[]): RepositoryPath | null {
  const repos = parts.indexOf("repos");
  const [top, owner = ""] = parts.slice(repos - 2, repos);
  if (repos >= 2 && (top === "projects" || top === "users") && parts[repos + 1] !== undefined) {
    const key = top === "users" && !owner.startsWith("~") ? `~${owner}` : owner;
    return { path: `${key}/${withoutDotGit(parts[repos + 1] ?? "")}`, cut: true };
  }
  const scm = parts.indexOf("scm");
  const below = scm >= 0 && parts.length >= scm + 3 ? parts.slice(scm + 1) : parts;
  return below.length === 2 ? take(below, 2) : null;
}

function takeAzure(host: string, parts: readonly string[]): RepositoryPath | null {
  if (parts[0] === "v3") return parts.length === 4 ? take(parts.slice(1), 3) : null;
  const organization = /^([a-z0-9-]+)\.visualstudio\.com$/.exec(host)?.[1];
  const all = organization === undefined ? parts : [organization, ...parts.filter((p) => p !== "DefaultCollection")];
  const mark = all.indexOf("_git");
  const name = all[mark + 1];
  if (mark < 1 || mark > 2 || name === undefined) return null;
  const [org = "", project = name] = all.slice(0, mark);
  return { path: `${org}/${project}/${withoutDotGit(name)}`, cut: all.length > mark + 2 };
}

/**
 * Reads the path of an address on a host of this kind; every part is checked before it is used. Only a web address
 * (`web`) may be that of a page: over SSH a folder may well be called "src".
 */
export function readRepositoryPath(
  at: { kind: HostKind; host: string; web: boolean; basePath?: string },
  raw: string,
): ReadPath {
  const { kind, basePath = "" } = at;
  const path = basePath !== "" && raw.startsWith(`${basePath}/`) ? raw.slice(basePath.length) : raw;
  const trimmed = path.replace(/^\//, "").replace(/\/{1,4}$/, "");
  if (trimmed === "") return urlProblem("path-depth");
  const parts = trimmed.split("/");
  const refused = refuseParts(kind, parts);
  if (refused) return refused;
  const found = takePath(at, parts);
  if (found === null) return urlProblem("path-depth");
  const name = found.path.split("/").at(-1) ?? "";
  return name === "" || name === "." || name === ".." ? urlProblem("path-traversal") : { ok: true, value: found };
}

function takePath(at: { kind: HostKind; host: string; web: boolean }, parts: readonly string[]): RepositoryPath | null {
  const words = at.web ? pageWords[at.kind] : undefined;
  switch (at.kind) {
    case "github":
    case "bitbucket":
    case "gitea":
      return take(parts, 2);
    case "gitlab":
      return takeNested(parts, 2, words);
    case "bitbucket-dc":
      return takeDataCenter(parts);
    case "azure":
      return takeAzure(at.host, parts);
    case "generic":
      return takeNested(parts, 1, words);
  }
}
