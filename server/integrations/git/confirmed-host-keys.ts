import type { Problem } from "@/server/domain/git-connections/ports";
import { parseKnownHosts, pinnedKnownHosts } from "./host-keys";
import type { GitHost } from "./hosts";

/** Whether the product or its operator knows the host's keys: then nobody else may say what they are. */
export const hasKnownKeys = (host: Pick<GitHost, "host" | "knownHostsPath">): boolean =>
  pinnedKnownHosts(host.host) !== "" || host.knownHostsPath !== null;

/** Judges known_hosts lines that a person confirmed for a host. */
export function findHostKeysProblem(host: GitHost, lines: readonly string[]): Problem | null {
  if (lines.length === 0) return null;
  if (hasKnownKeys(host)) {
    return {
      message: `The host keys of ${host.label} are known already.`,
      remedy: "A server that shows others is not trusted. Ask the operator when the host has published new ones.",
    };
  }
  const isWhole = (line: string) => {
    const { hosts, problems } = parseKnownHosts(line);
    const [key] = hosts;
    return problems.length === 0 && hosts.length === 1 && key?.names.every((name) => isOf(host, name)) === true;
  };
  if (lines.every(isWhole)) return null;
  return { message: `This is not a host key of ${host.label}.`, remedy: "Ask the host for its keys again." };
}

const isOf = ({ host }: GitHost, name: string) => name === host || name.startsWith(`[${host}]:`);
