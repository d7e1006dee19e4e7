import type { State } from "@/app/_ui/state-look";

/** Names of the hosts that every installation offers; others go by the operator's label or their host name. */
const wellKnown: { readonly [service: string]: string } = {
  "github.com": "GitHub",
  "gitlab.com": "GitLab",
  "bitbucket.org": "Bitbucket",
};

export interface NamedService {
  readonly service: string;
  readonly label: string;
}

export function serviceName(service: string, services: readonly NamedService[] = []): string {
  return services.find((each) => each.service === service)?.label ?? wellKnown[service] ?? service;
}

export const methodName = (method: string) => (method === "token" ? "HTTPS token" : "SSH key");

/** How a connection's health is shown. */
export function healthLook(health: string): { state: State; word: string } {
  if (health === "ok") return { state: "healthy", word: "Healthy" };
  if (health === "failing") return { state: "error", word: "Failing" };
  return { state: "unknown", word: "Not tested" };
}

const triggers: { readonly [trigger: string]: string } = {
  initial: "Initial sync",
  full: "Full Sync",
  change: "Change",
  resume: "Switched on",
};

export const triggerName = (trigger: string) => triggers[trigger] ?? trigger;

const runStates: { readonly [status: string]: State } = {
  queued: "queued",
  running: "running",
  succeeded: "succeeded",
  failed: "failed",
  cancelled: "cancelled",
};

export const runState = (status: string): State => runStates[status] ?? "unknown";

export const isActive = (status: string) => status === "queued" || status === "running";

export const shortSha = (sha: string) => sha.slice(0, 10);

/** How the Git Sync of a workspace stands, as one state. */
export function syncLook(sync: {
  enabled: boolean;
  failure: unknown;
  activeRunId: string | null;
  tip: string | null;
  pending: number;
}): {
  state: State;
  word: string;
} {
  if (sync.failure !== null) return { state: "error", word: "Failing" };
  if (sync.activeRunId !== null)
    return { state: "running", word: sync.tip === null ? "First sync is running" : "Syncing" };
  if (!sync.enabled) return { state: "disabled", word: sync.pending > 0 ? "Off, changes waiting" : "Off" };
  if (sync.tip === null) return { state: "queued", word: "Waiting for the first sync" };
  if (sync.pending > 0) return { state: "running", word: "Pushing changes" };
  return { state: "healthy", word: "Up to date" };
}

/** The state of a workspace's Git connections taken together; null when the person may not see them. */
export function connectionsLook(connections: readonly { readonly health: string }[] | null): {
  state: State;
  stateWord?: string;
} {
  if (connections === null) return { state: "unknown", stateWord: "Not shown" };
  if (connections.length === 0) return { state: "not-set-up" };
  if (connections.some((each) => each.health === "failing")) return { state: "error", stateWord: "Failing" };
  if (connections.every((each) => each.health === "unknown")) return { state: "unknown", stateWord: "Not tested" };
  return { state: "healthy" };
}

/** How the tokens of the Public API stand; null when the person may not see them. */
export function tokensLook(tokens: readonly { readonly status: string; readonly lastUsedAt: Date | null }[] | null): {
  state: State;
  stateWord: string;
  lastUsedAt: Date | null;
} {
  if (tokens === null) return { state: "unknown", stateWord: "Not shown", lastUsedAt: null };
  const times = tokens.flatMap(({ lastUsedAt }) => (lastUsedAt ? [lastUsedAt.getTime()] : []));
  const lastUsedAt = times.length > 0 ? new Date(Math.max(...times)) : null;
  if (!tokens.some(({ status }) => status === "active")) {
    return { state: "not-set-up", stateWord: "No active token", lastUsedAt };
  }
  return lastUsedAt
    ? { state: "healthy", stateWord: "In use", lastUsedAt }
    : { state: "queued", stateWord: "Token not used yet", lastUsedAt };
}
