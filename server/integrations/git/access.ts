import { createHash } from "node:crypto";
import { readFile } from "node:fs/promises";
import path from "node:path";
import { type GitFailure, GitFailureError, type RemoteTarget } from "@/server/domain/git-sync/ports";
import { env } from "@/server/env";
import { guardAddress } from "./address-guard";
import { classifyGitFailure, type GitFailureInput } from "./failure";
import { pinnedKnownHosts } from "./host-keys";
import { findGitHost, type GitHost, readGitHosts } from "./hosts";
import { diskFullFailure, ranOutOfRoom } from "./local-failure";
import type { GitSessionOptions } from "./session";
import type { GitResult } from "./spawn-git";

/** Hosts that connections may use: the three public ones and the operator's. */
export const gitHosts = (): readonly GitHost[] => readGitHosts(env().TRIBUTARY_GIT_HOSTS);

export function requireHost(service: string): GitHost {
  const host = findGitHost(gitHosts(), service);
  if (host) return host;
  throw new GitFailureError(notOffered(service));
}

const notOffered = (service: string): GitFailure => ({
  class: "protocol-not-allowed",
  title: `${service} is not among the Git hosts of this installation any more.`,
  remedy: "Ask the operator to allow it again, or use another connection.",
  retriable: false,
  hostWords: "",
  accessLost: true,
});

/** known_hosts lines for a host: pinned, the operator's file, or what a person confirmed. */
export async function knownHostsFor(host: GitHost, confirmed: readonly string[]): Promise<string> {
  const operator = host.knownHostsPath ? await readFile(host.knownHostsPath, "utf8") : "";
  return [pinnedKnownHosts(host.host), operator, ...confirmed]
    .filter(Boolean)
    .map((lines) => lines.trimEnd())
    .join("\n")
    .concat("\n");
}

/** What a git session needs to reach the target: the credential, host keys, and addresses that may be reached. */
export async function sessionOptions(target: RemoteTarget): Promise<GitSessionOptions> {
  const host = requireHost(target.service);
  const guarded = await guardAddress(host.host, { allowPrivate: host.allowPrivate });
  if (!guarded.ok) {
    const { message, remedy } = guarded.problem;
    throw new GitFailureError({
      class: "dns",
      title: message,
      remedy,
      retriable: true,
      hostWords: "",
      accessLost: false,
    });
  }
  return {
    credential:
      target.method === "token"
        ? { kind: "token", username: target.username ?? "git", token: target.secret }
        : { kind: "ssh-key", privateKey: target.secret },
    remote: target.url,
    knownHosts: await knownHostsFor(host, target.confirmedHostKeys),
    addresses: guarded.addresses,
    ...(host.caBundlePath ? { caBundle: await readFile(host.caBundlePath, "utf8") } : {}),
  };
}

/** A failed git command as the page explains it. */
export function failureOf(target: RemoteTarget, operation: string, result: GitResult): GitFailureError {
  const host = findGitHost(gitHosts(), target.service);
  const input: GitFailureInput = {
    stdout: result.stdout.toString("utf8").slice(0, 100_000),
    stderr: result.stderr,
    exitCode: result.exitCode,
    operation,
    transport: target.url.startsWith("https:") ? "https" : "ssh",
    timedOut: result.ending === "timeout",
    secrets: [target.secret],
    ...(host ? { host: host.kind } : {}),
  };
  const { title, remedy, retriable, accessLost, hostWords, ...rest } = classifyGitFailure(input);
  if (ranOutOfRoom(operation, result.stderr)) return diskFullFailure(hostWords);
  return new GitFailureError({ class: rest.class, title, remedy, retriable, accessLost, hostWords });
}

/** Folder of the cache for one remote branch of one workspace. */
export function cacheDir(target: Pick<RemoteTarget, "workspaceId" | "url" | "branch">): string {
  const key = createHash("sha256").update(`${target.url}\n${target.branch}`).digest("hex").slice(0, 16);
  return path.join(env().TRIBUTARY_DATA_DIR, "git-cache", `${target.workspaceId}-${key}`);
}
