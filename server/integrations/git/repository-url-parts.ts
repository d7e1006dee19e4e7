import { isIPv4, isIPv6 } from "node:net";
import { type RepositoryUrlProblem, urlProblem } from "@/server/integrations/git/repository-url-problem";
import { findUnsafeCharacter } from "@/server/integrations/git/text-safety";
import { looksLikeSecret } from "@/server/integrations/git/token-kind";

/** An address taken apart but not yet judged by host. `path` is decoded and keeps its leading slash, if it had one. */
export type UrlParts = {
  form: "scp" | "ssh" | "https";
  user: string | null;
  host: string;
  port: number | null;
  path: string;
  hasQuery: boolean;
};

type Refusal = { ok: false; problem: RepositoryUrlProblem };
type Read<T> = { ok: true; value: T } | Refusal;

function refuseCharacters(text: string): Refusal | null {
  if (text === "") return urlProblem("empty");
  if (text.length > 2048) return urlProblem("too-long");
  const unsafe = findUnsafeCharacter(text);
  if (unsafe === "control") return urlProblem("control-characters");
  if (unsafe !== null) return urlProblem("hidden-characters");
  if (/\s/u.test(text)) return urlProblem("whitespace");
  if (text.startsWith("-")) return urlProblem("option");
  return null;
}

function refuseScheme(scheme: string, rest: string): Refusal {
  const authority = rest.split("/", 1)[0] ?? "";
  const secure = authority.includes("@") ? null : `https://${rest}`;
  switch (scheme) {
    case "http":
    case "git":
      return urlProblem("insecure-protocol", { suggestion: secure });
    case "file":
      return urlProblem("local-path");
    default:
      return urlProblem("unknown-protocol");
  }
}

/** A host as git and DNS will read it: lower case, no trailing dot. Numbers in disguise (0x7f.1) are refused. */
function readHost(raw: string): Read<string> {
  const bracketed = /^\[([0-9A-Fa-f:.]+)\]$/.exec(raw)?.[1];
  if (bracketed !== undefined) {
    return isIPv6(bracketed) ? { ok: true, value: bracketed.toLowerCase() } : urlProblem("host-invalid");
  }
  const host = raw.toLowerCase().replace(/\.$/, "");
  if (host.startsWith("-")) return urlProblem("option");
  const label = /^[a-z0-9_]([a-z0-9_-]{0,61}[a-z0-9])?$/;
  const labels = host.split(".");
  if (host.length > 253 || !labels.every((part) => label.test(part))) return urlProblem("host-invalid");
  const last = labels.at(-1) ?? "";
  const numeric = /^(\d+|0x[0-9a-f]*)$/.test(last);
  return numeric && !isIPv4(host) ? urlProblem("host-invalid") : { ok: true, value: host };
}

function readUser(raw: string | null): Read<string | null> {
  if (raw === null || raw === "") return { ok: true, value: null };
  if (raw.includes(":") || raw.includes("%") || looksLikeSecret(raw)) return urlProblem("credentials");
  if (raw.startsWith("-")) return urlProblem("option");
  return /^[A-Za-z0-9._+-]{1,64}$/.test(raw) ? { ok: true, value: raw } : urlProblem("credentials");
}

function readPort(raw: string | undefined, fallback: number): Read<number | null> {
  if (raw === undefined || raw === "") return { ok: true, value: null };
  const port = /^\d{1,5}$/.test(raw) ? Number(raw) : 0;
  if (port < 1 || port > 65_535) return urlProblem("port-invalid");
  return { ok: true, value: port === fallback ? null : port };
}

function decodePath(raw: string): Read<string> {
  try {
    const path = decodeURIComponent(raw);
    const unsafe = findUnsafeCharacter(path);
    if (unsafe === "control") return urlProblem("control-characters");
    return unsafe === null ? { ok: true, value: path } : urlProblem("hidden-characters");
  } catch {
    return urlProblem("path-invalid");
  }
}

function readWithScheme(form: "ssh" | "https", rest: string): Read<UrlParts> {
  const end = rest.search(/[/?#]/);
  const authority = end < 0 ? rest : rest.slice(0, end);
  const [rawPath = ""] = (end < 0 ? "" : rest.slice(end)).split(/[?#]/, 1);
  const at = authority.lastIndexOf("@");
  const user = readUser(at < 0 ? null : authority.slice(0, at));
  if (!user.ok) return user;
  const hostAndPort = /^(\[[^\]]*\]|[^:]*)(?::(.*))?$/.exec(authority.slice(at + 1));
  if (hostAndPort?.[1] === undefined) return urlProblem("host-invalid");
  const host = readHost(hostAndPort[1]);
  if (!host.ok) return host;
  const port = readPort(hostAndPort[2], form === "ssh" ? 22 : 443);
  if (!port.ok) return port;
  const path = decodePath(rawPath);
  if (!path.ok) return path;
  const hasQuery = /[?#]/.test(rest.slice(Math.max(end, 0)));
  return {
    ok: true,
    value: { form, user: user.value, host: host.value, port: port.value, path: path.value, hasQuery },
  };
}

function readScpLike(text: string): Read<UrlParts> {
  const colon = text.indexOf(":");
  const before = text.slice(0, colon);
  const path = text.slice(colon + 1);
  // "user:secret@host:path" has its first colon inside the credentials.
  if (!before.includes("@") && path.includes("@")) return urlProblem("credentials");
  const at = before.lastIndexOf("@");
  const user = readUser(at < 0 ? null : before.slice(0, at));
  if (!user.ok) return user;
  const host = readHost(before.slice(at + 1));
  if (!host.ok) return host;
  if (path.includes("%")) return urlProblem("path-invalid");
  const hasQuery = /[?#]/.test(path);
  return { ok: true, value: { form: "scp", user: user.value, host: host.value, port: null, path, hasQuery } };
}

/** Takes an address apart; refuses everything that must not reach git, whatever the host. */
export function readUrlParts(text: string): Read<UrlParts> {
  const refused = refuseCharacters(text);
  if (refused) return refused;
  if (/^[A-Za-z0-9+._-]+::/.test(text)) return urlProblem("transport-helper");
  const withScheme = /^([A-Za-z][A-Za-z0-9+.-]*):\/\/(.*)$/.exec(text);
  if (withScheme) {
    const scheme = (withScheme[1] ?? "").toLowerCase();
    const rest = withScheme[2] ?? "";
    if (scheme === "https" || scheme === "ssh") return readWithScheme(scheme, rest);
    if (scheme === "git+ssh" || scheme === "ssh+git") return readWithScheme("ssh", rest);
    return refuseScheme(scheme, rest);
  }
  if (/^([./~\\]|[A-Za-z]:[\\/]|file:)/i.test(text)) return urlProblem("local-path");
  const slash = text.indexOf("/");
  const colon = text.indexOf(":");
  if (colon > 0 && (slash < 0 || colon < slash)) return readScpLike(text);
  const bareAddress = /^[A-Za-z0-9-]+(\.[A-Za-z0-9-]+)+\/[A-Za-z0-9._~/-]+$/.test(text);
  return urlProblem("unreadable", { suggestion: bareAddress ? `https://${text}` : null });
}
