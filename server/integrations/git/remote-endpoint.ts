import { isAbsolute } from "node:path";
import type { GitTransport } from "@/server/integrations/git/git-config";

/** Where a remote URL leads, as far as a git process must be told. `host` is without brackets. */
export type RemoteEndpoint = {
  transport: GitTransport;
  host: string;
  port: number;
  /** For https: scheme, host and port exactly as git names them to a credential helper. */
  origin: string;
};

const HOST = /^(?!-)[A-Za-z0-9._-]{1,253}$|^[0-9A-Fa-f:.]{2,45}$/;

/**
 * The last guard before git sees a URL: the form and the verbs have their own, friendlier checks.
 * Throws TypeError for anything but `ssh://`, `user@host:path`, `https://` and, when allowed, an absolute path.
 */
export function remoteEndpoint(remote: string, options: { allowPath?: boolean } = {}): RemoteEndpoint {
  if (/[\0-\x20\x7f]/.test(remote) || remote.startsWith("-")) throw refused();
  if (options.allowPath && isAbsolute(remote)) return { transport: "file", host: "", port: 0, origin: "" };
  if (/^(ssh|https):\/\//.test(remote)) return fromUrl(remote);
  const scp = /^(?:[A-Za-z0-9._-]+@)?(\[[0-9A-Fa-f:.]+\]|[A-Za-z0-9._-]+):(?!\/\/|-)(.+)$/.exec(remote);
  if (!scp?.[1]) throw refused();
  return endpoint("ssh", scp[1], 22);
}

function fromUrl(remote: string): RemoteEndpoint {
  const url = URL.canParse(remote) ? new URL(remote) : null;
  if (!url?.hostname || url.password || url.pathname.startsWith("/-")) throw refused();
  if (url.protocol === "https:") {
    if (url.username || url.search || url.hash) throw refused();
    return endpoint("https", url.hostname, url.port ? Number(url.port) : 443);
  }
  if (url.username.startsWith("-")) throw refused();
  return endpoint("ssh", url.hostname, url.port ? Number(url.port) : 22);
}

function endpoint(transport: "ssh" | "https", bracketed: string, port: number): RemoteEndpoint {
  const host = bracketed.replace(/^\[|\]$/g, "").toLowerCase();
  if (!HOST.test(host)) throw refused();
  const name = host.includes(":") ? `[${host}]` : host;
  return { transport, host, port, origin: `https://${name}${port === 443 ? "" : `:${port}`}` };
}

/** The URL itself is not repeated: it may hold what somebody pasted by mistake. */
function refused(): TypeError {
  return new TypeError("this repository URL cannot be handed to git");
}
