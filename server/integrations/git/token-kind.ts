import type { HostKind } from "@/server/integrations/git/hosts";

export type TokenKind =
  | "github-fine-grained"
  | "github-classic"
  | "github-app-installation"
  | "github-oauth"
  | "github-app-user"
  | "github-refresh"
  | "gitlab-access"
  | "gitlab-deploy"
  | "gitlab-job"
  | "bitbucket-api"
  | "bitbucket-access"
  | "bitbucket-app-password"
  | "unrecognised";

type KindFacts = { prefix: string; kind: TokenKind; host: HostKind; name: string };

// Longest prefixes first where one begins another.
const prefixes: readonly KindFacts[] = [
  { prefix: "github_pat_", kind: "github-fine-grained", host: "github", name: "GitHub fine-grained token" },
  { prefix: "ghp_", kind: "github-classic", host: "github", name: "GitHub classic token" },
  { prefix: "ghs_", kind: "github-app-installation", host: "github", name: "GitHub App installation token" },
  { prefix: "gho_", kind: "github-oauth", host: "github", name: "GitHub OAuth token" },
  { prefix: "ghu_", kind: "github-app-user", host: "github", name: "GitHub App user token" },
  { prefix: "ghr_", kind: "github-refresh", host: "github", name: "GitHub refresh token" },
  { prefix: "glpat-", kind: "gitlab-access", host: "gitlab", name: "GitLab access token" },
  { prefix: "gldt-", kind: "gitlab-deploy", host: "gitlab", name: "GitLab deploy token" },
  { prefix: "glcbt-", kind: "gitlab-job", host: "gitlab", name: "GitLab CI job token" },
  { prefix: "ATATT", kind: "bitbucket-api", host: "bitbucket", name: "Bitbucket API token" },
  { prefix: "ATCTT", kind: "bitbucket-access", host: "bitbucket", name: "Bitbucket access token" },
  { prefix: "ATBB", kind: "bitbucket-app-password", host: "bitbucket", name: "Bitbucket app password" },
];

function factsOf(token: string): KindFacts | null {
  return prefixes.find((facts) => token.startsWith(facts.prefix)) ?? null;
}

export function recogniseToken(token: string): { kind: TokenKind; name: string; host: HostKind | null } {
  const facts = factsOf(token);
  return facts === null ? { kind: "unrecognised", name: "token", host: null } : facts;
}

/** True for text that is a known token or too long and mixed to be a user name: it must not be kept or shown. */
export function looksLikeSecret(text: string): boolean {
  if (factsOf(text) !== null) return true;
  return text.length > 39 || (text.length >= 20 && /\d/.test(text) && /^[A-Za-z0-9_]+$/.test(text));
}

/** The user name that goes with a token over HTTPS; null when only the owner knows it. */
export function defaultUserName(kind: TokenKind, host: HostKind): string | null {
  switch (kind) {
    case "github-app-installation":
    case "github-app-user":
      return "x-access-token";
    case "bitbucket-api":
      return "x-bitbucket-api-token-auth";
    case "bitbucket-access":
      return "x-token-auth";
    case "gitlab-job":
      return "gitlab-ci-token";
    case "gitlab-deploy":
    case "bitbucket-app-password":
    case "github-refresh":
      return null;
    case "github-fine-grained":
    case "github-classic":
    case "github-oauth":
      return "x-access-token";
    case "gitlab-access":
      return "oauth2";
    case "unrecognised":
      return host === "github" ? "x-access-token" : host === "gitlab" ? "oauth2" : null;
  }
}

export type TokenPurpose = "read" | "write";

/** What the token must be allowed to do, in the words of its host's own page. */
export function leastRights(kind: TokenKind, host: HostKind, purpose: TokenPurpose): string {
  const write = purpose === "write";
  switch (kind === "unrecognised" ? host : kind) {
    case "github-fine-grained":
    case "github-app-installation":
    case "github-app-user":
    case "github":
      return write ? "Contents: read and write, for this repository" : "Contents: read, for this repository";
    case "github-classic":
    case "github-oauth":
      return "repo (public_repo is enough for a public repository)";
    case "gitlab-access":
    case "gitlab-job":
    case "gitlab":
      return write ? "write_repository, with the role Developer or higher" : "read_repository";
    case "gitlab-deploy":
      return "read_repository";
    case "bitbucket-api":
    case "bitbucket":
      return write ? "read:repository:bitbucket and write:repository:bitbucket" : "read:repository:bitbucket";
    case "bitbucket-access":
      return write ? "Repositories: write" : "Repositories: read";
    case "bitbucket-dc":
      return write ? "Repository write" : "Repository read";
    case "gitea":
      return write ? "write:repository" : "read:repository";
    case "azure":
      return write ? "Code: read and write" : "Code: read";
    default:
      return write ? "reading and writing this repository" : "reading this repository";
  }
}
