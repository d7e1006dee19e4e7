import { defaultHosts, findGitHost, type GitHost } from "@/server/integrations/git/hosts";
import { type GitProtocol, type RepositoryUrl, remoteFor } from "@/server/integrations/git/repository-url";

/** Clouds where owner and name are the same in any case. */
const caseBlindKinds: readonly string[] = ["github", "gitlab", "bitbucket"];

type Known = { url: RepositoryUrl; host: GitHost | null };

function known(url: RepositoryUrl, hosts: readonly GitHost[]): Known {
  return { url, host: findGitHost(hosts, url.host, url.port) };
}

function mainHost({ url, host }: Known): string {
  if (url.kind === "azure") return "dev.azure.com";
  return host?.host ?? url.host.replace(/^www\./, "");
}

/** A port that tells two servers on one name apart: none for a host whose ports are declared. */
function distinctPort({ url, host }: Known): string {
  return host === null && url.port !== null && url.kind !== "bitbucket-dc" ? `:${url.port}` : "";
}

function folds({ url, host }: Known): boolean {
  return caseBlindKinds.includes(url.kind) && host !== null && !host.operatorOwned;
}

/**
 * The normal form of a repository's address, the same text for every way to write it: main host name, port only where
 * it may mean another server, path without ".git", in lower case on the three clouds. Equal keys = same repository;
 * different keys do not prove the opposite (see {@link compareRepositories}; renames are invisible to addresses).
 */
export function repositoryKey(url: RepositoryUrl, hosts: readonly GitHost[] = defaultHosts): string {
  const entry = known(url, hosts);
  const path = url.path.replace(/^\/+/, "");
  return `${mainHost(entry)}${distinctPort(entry)}/${folds(entry) ? path.toLowerCase() : path}`;
}

/** A key that also ignores case and ports: what two records share when a person should be asked. */
export function looseRepositoryKey(url: RepositoryUrl, hosts: readonly GitHost[] = defaultHosts): string {
  return `${mainHost(known(url, hosts))}/${url.path.replace(/^\/+/, "")}`.toLowerCase();
}

export type Likeness = "same" | "differs-only-by-case" | "differs-only-by-port" | "different";

export function compareRepositories(
  left: RepositoryUrl,
  right: RepositoryUrl,
  hosts: readonly GitHost[] = defaultHosts,
): Likeness {
  if (repositoryKey(left, hosts) === repositoryKey(right, hosts)) return "same";
  if (looseRepositoryKey(left, hosts) !== looseRepositoryKey(right, hosts)) return "different";
  return left.path === right.path ? "differs-only-by-port" : "differs-only-by-case";
}

/** Host and path for a person to read, such as "github.com/acme/shop"; never a user name or secret. */
export function displayRepository(url: RepositoryUrl, hosts: readonly GitHost[] = defaultHosts): string {
  const entry = known(url, hosts);
  return `${mainHost(entry)}${distinctPort(entry)}/${url.path.replace(/^\/+/, "")}`;
}

/** The same repository's address over the given protocol; null where the host offers none or is unknown. */
export function addressOver(
  protocol: GitProtocol,
  url: RepositoryUrl,
  hosts: readonly GitHost[] = defaultHosts,
): string | null {
  if (url.protocol === protocol) return url.remote;
  const host = findGitHost(hosts, url.host, url.port);
  return host === null ? null : remoteFor(host, protocol, url.path);
}
