import type { GitFailure, RemoteTarget } from "@/server/domain/git-sync/ports";

/** A Git host that connections may use; `service` is its host name. */
export interface GitServiceInfo {
  readonly service: string;
  readonly kind: string;
  readonly label: string;
  readonly operatorOwned: boolean;
  readonly ssh: boolean;
  readonly https: boolean;
  /** Host keys are pinned or given by the operator; otherwise a person confirms them once. */
  readonly hostKeysKnown: boolean;
}

export interface CheckedUrl {
  /** What git is given. */
  readonly url: string;
  /** Two spellings of one repository have the same key. */
  readonly key: string;
  readonly display: string;
}

export interface Problem {
  readonly message: string;
  readonly remedy: string;
  /** A better spelling, offered to be taken over. */
  readonly correction?: string;
}

export interface KeyPair {
  readonly privateKey: string;
  readonly publicKey: string;
  readonly fingerprint: string;
}

export interface Advice extends Problem {
  readonly level: "refuse" | "warn";
  readonly field: "token" | "username";
}

export interface HostKey {
  readonly type: string;
  readonly fingerprint: string;
  readonly knownHostsLine: string;
}

export type CheckStep =
  | "resolve"
  | "reach"
  | "host-key"
  | "certificate"
  | "authenticate"
  | "read"
  | "write"
  | "branch-protection";

export interface CheckResult {
  readonly step: CheckStep;
  readonly status: "ok" | "warning" | "failed" | "skipped" | "inconclusive";
  readonly ms: number;
  readonly detail: string;
  readonly remedy: string | null;
  readonly failure: GitFailure | null;
  /** Keys that the server showed and nobody has confirmed yet. */
  readonly shownKeys: readonly HostKey[];
}

export interface GitGateway {
  services(): readonly GitServiceInfo[];
  checkUrl(
    text: string,
    use: { service: string; method: "ssh-key" | "token" },
  ): { ok: true; value: CheckedUrl } | { ok: false; problem: Problem };
  findBranchProblem(name: string): Problem | null;
  generateKey(comment: string): KeyPair;
  /** `repairs`: what was put right in the pasted text, such as "line ends". */
  inspectKey(text: string): { ok: true; key: KeyPair; repairs: readonly string[] } | { ok: false; problem: Problem };
  adviseOnToken(input: {
    service: string;
    token: string;
    username: string | null;
    purpose: "read" | "write";
  }): readonly Advice[];
  defaultUsername(service: string, token: string): string | null;
  /** What stands against keys that a person confirmed: the host's keys are known already, or a line is no key of it. */
  findHostKeysProblem(service: string, knownHostsLines: readonly string[]): Problem | null;
  scanHostKeys(service: string): Promise<readonly HostKey[]>;
  /** Tries everything that a sync needs, in order; stops after the first step that failed. */
  verify(target: RemoteTarget, purpose: "read" | "write"): AsyncIterable<CheckResult>;
}
