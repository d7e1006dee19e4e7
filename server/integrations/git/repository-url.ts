import { defaultHosts, findGitHost, type GitHost, type HostKind } from "@/server/integrations/git/hosts";
import { readRepositoryPath } from "@/server/integrations/git/repository-path";
import { readUrlParts, type UrlParts } from "@/server/integrations/git/repository-url-parts";
import { type RepositoryUrlProblem, urlProblem } from "@/server/integrations/git/repository-url-problem";

export type GitProtocol = "ssh" | "https";

/**
 * A checked repository address. `remote` is what git is given: it holds no secret and cannot be read as an option.
 * `host` is the name as written (maybe an alias such as ssh.github.com), `port` null for the protocol's own,
 * `path` the repository's path at the host without ".git".
 */
export type RepositoryUrl = {
  kind: HostKind;
  protocol: GitProtocol;
  host: string;
  port: number | null;
  user: string | null;
  path: string;
  remote: string;
};

export type RepositoryUrlResult = { ok: true; url: RepositoryUrl } | { ok: false; problem: RepositoryUrlProblem };

/** Kinds whose servers take a name with and without ".git"; with it, GitLab answers without a redirect. */
const dotGitKinds: readonly HostKind[] = ["github", "gitlab", "bitbucket", "bitbucket-dc", "gitea"];

function hostPart(host: string): string {
  return host.includes(":") ? `[${host}]` : host;
}

function encodePath(path: string): string {
  return path.split("/").map(encodeURIComponent).join("/").replaceAll("%40", "@").replaceAll("%7E", "~");
}

/** The path as it goes over the wire: Azure and Data Center put the repository's path in a frame of their own. */
function wirePath(kind: HostKind, protocol: GitProtocol, path: string, basePath: string): string {
  const [first = "", second = "", third = ""] = path.split("/");
  if (kind === "azure") return protocol === "ssh" ? `v3/${path}` : `${first}/${second}/_git/${third}`;
  const prefix = protocol === "https" ? basePath.replace(/^\//, "").concat(basePath ? "/" : "") : "";
  const frame = kind === "bitbucket-dc" && protocol === "https" ? "scm/" : "";
  return `${prefix}${frame}${path}.git`;
}

/** The address of the same repository over `protocol`, as the host's own clone button would give it. */
export function remoteFor(host: GitHost, protocol: GitProtocol, path: string): string | null {
  const wire = wirePath(host.kind, protocol, path, host.https?.basePath ?? "");
  if (protocol === "https") {
    if (host.https === null) return null;
    return `https://${hostPart(host.host)}${host.https.port === 443 ? "" : `:${host.https.port}`}/${encodePath(wire)}`;
  }
  if (host.ssh === null) return null;
  if (host.ssh.port === 22 && !host.host.includes(":")) return `git@${host.host}:${wire}`;
  return `ssh://git@${hostPart(host.host)}:${host.ssh.port}/${encodePath(wire)}`;
}

function ownRemote(parts: UrlParts, kind: HostKind, path: string, basePath: string): string {
  const protocol: GitProtocol = parts.form === "https" ? "https" : "ssh";
  const written = parts.path.replace(/\/+$/, "");
  const known = dotGitKinds.includes(kind) || kind === "azure";
  const wire = known ? wirePath(kind, protocol, path, basePath) : written.replace(/^\//, "");
  const user = parts.user ?? "git";
  // On an unknown server a scp-like path is relative to the home folder, so the form is kept as it was written.
  if (parts.form === "scp") return `${user}@${hostPart(parts.host)}:${known ? wire : written}`;
  const port = parts.port === null ? "" : `:${parts.port}`;
  const authority = protocol === "ssh" ? `${user}@${hostPart(parts.host)}` : hostPart(parts.host);
  return `${protocol}://${authority}${port}/${encodePath(wire)}`;
}

function allowedPorts(host: GitHost, parts: UrlParts): readonly number[] {
  if (parts.form === "https") return host.https === null ? [] : [host.https.port];
  const alias = host.aliases.find((entry) => entry.host === parts.host);
  if (alias) return alias.sshPort === null ? [] : [alias.sshPort];
  return host.ssh === null ? [] : [host.ssh.port];
}

function findAzure(parts: UrlParts): HostKind | null {
  return /^(dev\.azure\.com|ssh\.dev\.azure\.com|[a-z0-9-]+\.visualstudio\.com)$/.test(parts.host) ? "azure" : null;
}

export type ParseOptions = {
  /** The hosts that may be used; `"any"` reads the address without asking whether its host is allowed. */
  hosts?: readonly GitHost[] | "any";
  /** The protocol that the chosen credential needs. */
  wanted?: GitProtocol;
};

function checkHost(parts: UrlParts, host: GitHost | null, path: string): RepositoryUrlResult | null {
  if (host === null) return null;
  const ports = allowedPorts(host, parts);
  const port = parts.port ?? (parts.form === "https" ? 443 : 22);
  if (ports.includes(port)) return null;
  const alias = host.aliases.find((entry) => entry.host === parts.host && entry.sshPort !== null);
  const viaAlias = alias ? `ssh://git@${alias.host}:${alias.sshPort}/${encodePath(path)}.git` : null;
  const protocol = parts.form === "https" ? "https" : "ssh";
  return urlProblem("port-not-allowed", {
    suggestion: viaAlias !== null && protocol === "ssh" ? viaAlias : remoteFor(host, protocol, path),
  });
}

function portWrittenAsPath(parts: UrlParts): RepositoryUrlResult | null {
  const number = parts.form === "scp" ? /^\/?(\d{2,5})\/(.+)$/.exec(parts.path) : null;
  if (number === null) return null;
  const [, port = "", rest = ""] = number;
  return urlProblem("port-as-path", {
    suggestion: `ssh://${parts.user ?? "git"}@${hostPart(parts.host)}:${port}/${encodePath(rest)}`,
  });
}

/**
 * Reads and checks a repository address: `git@host:path`, `ssh://…` or `https://…`. Everything else, and everything
 * hostile, is refused with a problem whose texts never repeat the input. A page's address is refused with the clone
 * address as suggestion. Pure: nothing is resolved or contacted.
 */
export function parseRepositoryUrl(text: string, options: ParseOptions = {}): RepositoryUrlResult {
  const read = readUrlParts(text.replace(/^ +| +$/g, ""));
  if (!read.ok) return read;
  const hosts = options.hosts ?? defaultHosts;
  const host = findGitHost(hosts === "any" ? defaultHosts : hosts, read.value.host, read.value.port);
  // www.github.com and the like only redirect, and redirects are never followed with a credential.
  const web = host !== null && read.value.form === "https";
  const parts = web ? { ...read.value, host: host.host } : read.value;
  if (host === null && hosts !== "any") return urlProblem("host-not-allowed");
  const kind = host?.kind ?? findAzure(parts) ?? (parts.port === 7999 ? "bitbucket-dc" : "generic");
  const asPort = kind === "azure" ? null : portWrittenAsPath(parts);
  if (asPort) return asPort;
  const basePath = parts.form === "https" ? (host?.https?.basePath ?? "") : "";
  const found = readRepositoryPath({ kind, host: parts.host, web: parts.form === "https", basePath }, parts.path);
  if (!found.ok) return found;
  return judge(parts, { host, kind, basePath, path: found.value.path, cut: found.value.cut }, options.wanted);
}

type Found = { host: GitHost | null; kind: HostKind; basePath: string; path: string; cut: boolean };

function judge(parts: UrlParts, found: Found, wanted: GitProtocol | undefined): RepositoryUrlResult {
  const { host, kind, path } = found;
  const remote = ownRemote({ ...parts, path: found.cut ? `${path}.git` : parts.path }, kind, path, found.basePath);
  if (found.cut) {
    const deep = parts.form !== "https";
    return urlProblem(deep ? "path-depth" : "browser-url", { suggestion: deep ? null : remote });
  }
  if (parts.hasQuery) return urlProblem("query", { suggestion: remote });
  const refused = checkHost(parts, host, path);
  if (refused) return refused;
  const protocol: GitProtocol = parts.form === "https" ? "https" : "ssh";
  if (wanted !== undefined && wanted !== protocol) {
    const other = host === null ? null : remoteFor(host, wanted, path);
    const name = wanted === "ssh" ? "an SSH key needs git@… or ssh://…" : "a token needs https://…";
    return urlProblem("wrong-protocol", { suggestion: other, remedy: `Change the address: ${name}.` });
  }
  return {
    ok: true,
    url: { kind, protocol, host: parts.host, port: parts.port, user: parts.user, path, remote },
  };
}
