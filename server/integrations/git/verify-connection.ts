import type { ResolveName } from "@/server/integrations/git/address-guard";
import { seeBranchProtection } from "@/server/integrations/git/branch-protection";
import type { BranchView } from "@/server/integrations/git/branch-view";
import type { ApiFetch } from "@/server/integrations/git/host-api";
import type { GitHost } from "@/server/integrations/git/hosts";
import type { RepositoryUrl } from "@/server/integrations/git/repository-url";
import { checkWrite, type GitCommands, judgeListing, type RemoteListing } from "@/server/integrations/git/verify-git";
import {
  checkCertificate,
  checkHostKey,
  reachTarget,
  resolveTarget,
  type Target,
  targetOf,
} from "@/server/integrations/git/verify-network";
import { type Outcome, ok, skipped, type VerifyStep, type VerifyStepName } from "@/server/integrations/git/verify-step";

export type VerifyOptions = {
  url: RepositoryUrl;
  host: GitHost;
  branch: string;
  /** Null for an SSH key. Only used for the host's own API. */
  token: string | null;
  /** known_hosts lines that count for this host: pinned, the operator's, and those confirmed in the connection. */
  knownHosts: string;
  caBundle?: string | undefined;
  /** Why the scratch branch is not to be tried; null to try it. */
  writeSkipped: string | null;
  /** Git commands that connect to the checked addresses only, the one that answered first. */
  git(addresses: readonly string[]): GitCommands;
  /** Null where the host's API cannot be asked. */
  fetch: ApiFetch | null;
  resolve?: ResolveName;
};

type Timed<T> = { value: T; ms: number };

async function timed<T>(work: () => Promise<T>): Promise<Timed<T>> {
  const start = performance.now();
  const value = await work();
  return { value, ms: Math.round(performance.now() - start) };
}

function finished(step: VerifyStepName, ms: number, outcome: Outcome): VerifyStep {
  return { step, ms, ...outcome };
}

function* skipAll(steps: readonly VerifyStepName[], after: string): Generator<VerifyStep> {
  for (const step of steps) yield finished(step, 0, skipped(`Not tried: ${after}.`));
}

const gitSteps: readonly VerifyStepName[] = ["authenticate", "read", "write", "branch-protection"];

/**
 * Tests a connection for real, step by step, each as soon as it is finished: resolve, reach, host-key or certificate,
 * authenticate, read, write, branch-protection. Always yields all of them; what cannot be tried is `skipped`.
 */
export async function* verifyConnection(options: VerifyOptions): AsyncGenerator<VerifyStep, void> {
  const target = targetOf(options.url, options.host);
  const trust: VerifyStepName = options.url.protocol === "ssh" ? "host-key" : "certificate";
  const resolved = await timed(() => resolveTarget(target, options.resolve));
  yield finished("resolve", resolved.ms, resolved.value.outcome);
  const { addresses } = resolved.value;
  if (addresses.length === 0)
    return yield* skipAll(["reach", trust, ...gitSteps], "the host has no address we may use");
  const reached = await timed(() => reachTarget(target, addresses));
  yield finished("reach", reached.ms, reached.value.outcome);
  const { address } = reached.value;
  if (address === null) return yield* skipAll([trust, ...gitSteps], "the host was not reached");
  const trusted = await timed(() => checkTrust(target, address, options));
  yield finished(trust, trusted.ms, trusted.value);
  // Nothing of ours, least of all a token, goes to a server that could not prove who it is.
  if (trusted.value.status !== "ok") return yield* skipAll(gitSteps, "the server is not trusted");
  yield* verifyGit(options, options.git([address, ...addresses.filter((other) => other !== address)]));
}

function checkTrust(target: Target, address: string, options: VerifyOptions): Promise<Outcome> {
  return target.url.protocol === "ssh"
    ? checkHostKey(target, address, options.knownHosts)
    : checkCertificate(target, address, options.caBundle);
}

async function* verifyGit(options: VerifyOptions, git: GitCommands): AsyncGenerator<VerifyStep, void> {
  const listed: Timed<RemoteListing> = await timed(() => git.lsRemote());
  const where = { branch: options.branch, protocol: options.url.protocol };
  const { authenticate, read } = judgeListing(listed.value, where);
  yield finished("authenticate", listed.ms, authenticate);
  yield finished("read", 0, read);
  if (listed.value.kind === "failed" || read.status === "failed") {
    return yield* skipAll(["write", "branch-protection"], "the repository could not be read");
  }
  const { refs } = listed.value;
  const wrote = await timed<Outcome>(async () =>
    options.writeSkipped === null ? checkWrite(git, refs) : skipped(options.writeSkipped),
  );
  yield finished("write", wrote.ms, wrote.value);
  const seen = await timed(() => lookAtBranch(options));
  yield finished("branch-protection", seen.ms, seen.value);
}

async function lookAtBranch(options: VerifyOptions): Promise<Outcome> {
  const { url, host, branch, token, fetch } = options;
  if (fetch === null)
    return describeView({ state: "cannot-be-seen", details: ["The host's API is not asked."], remedy: null });
  return describeView(await seeBranchProtection({ url, host, branch, token, fetch }));
}

function describeView(view: BranchView): Outcome {
  const details = view.details.join(" ");
  switch (view.state) {
    case "unprotected":
      if (view.remedy !== null) return { status: "warning", detail: details, remedy: view.remedy };
      return ok(`No rule stands in the way. ${details}`.trim());
    case "pushable":
      return ok(details);
    case "protected":
      return { status: "warning", detail: details, remedy: view.remedy };
    case "cannot-be-seen":
      return {
        status: "inconclusive",
        detail: `Cannot be seen with this credential. ${details}`.trim(),
        remedy: view.remedy,
      };
  }
}
