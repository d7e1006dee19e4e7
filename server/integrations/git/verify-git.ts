import type { GitFailure } from "@/server/integrations/git/failure";
import type { GitFailureClass } from "@/server/integrations/git/failure-class";
import { isScratchBranch, newScratchBranch } from "@/server/integrations/git/ref-name";
import { failedWith, type Outcome, ok, skipped, type VerifyStatus } from "@/server/integrations/git/verify-step";

export type RemoteListing =
  | { kind: "listed"; refs: ReadonlyMap<string, string>; head: string | null; isGit: boolean }
  | { kind: "failed"; failure: GitFailure };
export type ScratchResult = { kind: "done" } | { kind: "failed"; failure: GitFailure };

/** The git commands of a connection test; each signs in on its own. */
export type GitCommands = {
  /** `isGit` false: the server answered, but not as a Git server does. */
  lsRemote(): Promise<RemoteListing>;
  pushScratch(branch: string): Promise<ScratchResult>;
  deleteBranch(branch: string): Promise<ScratchResult>;
};

/** Failures that come after the host has accepted the credential over SSH; over HTTPS it hides which one it was. */
const pastSignIn: readonly GitFailureClass[] = [
  "repository-not-found",
  "no-read-access",
  "archived",
  "repository-disabled",
  "read-only-maintenance",
  "command-refused",
];

/** What an ls-remote says about signing in, and about reading. */
export function judgeListing(
  listing: RemoteListing,
  where: { branch: string; protocol: "ssh" | "https" },
): { authenticate: Outcome; read: Outcome } {
  if (listing.kind === "failed") {
    if (!pastSignIn.includes(listing.failure.class)) {
      return { authenticate: failedWith(listing.failure), read: skipped("Signing in comes first.") };
    }
    const hidden = "The host does not say whether the credential or the repository is wrong.";
    const inconclusive: Outcome = { status: "inconclusive", detail: hidden, remedy: null };
    const authenticate = where.protocol === "ssh" ? ok("The host accepts this key.") : inconclusive;
    return { authenticate, read: failedWith(listing.failure) };
  }
  const authenticate = ok("The host accepts this credential.");
  if (!listing.isGit) {
    const remedy = "Check the address: a sign-in page or a captive portal also answers so.";
    return {
      authenticate: skipped("Nobody asked."),
      read: { status: "failed", detail: "A web page answered, not Git.", remedy },
    };
  }
  return { authenticate, read: judgeRefs(listing.refs, listing.head, where.branch) };
}

function judgeRefs(refs: ReadonlyMap<string, string>, head: string | null, branch: string): Outcome {
  const branches = [...refs.keys()].filter((name) => name.startsWith("refs/heads/"));
  if (branches.length === 0) return ok("The repository is empty; the first sync makes its first commit.");
  const tip = refs.get(`refs/heads/${branch}`);
  if (tip !== undefined)
    return ok(
      `${branch} is at ${tip.slice(0, 10)}; ${branches.length === 1 ? "the only branch" : `${branches.length} branches`}.`,
    );
  const usual = head?.replace(/^refs\/heads\//, "");
  return {
    status: "warning",
    detail: `There is no branch ${branch} yet; the first sync creates it.`,
    remedy:
      usual === undefined
        ? null
        : `The repository's own branch is ${usual.slice(0, 100)}: choose it if that was meant.`,
  };
}

/** Rules that may concern the scratch branch or its commit alone. */
const maybeOnlyScratch: readonly GitFailureClass[] = [
  "branch-protected",
  "hook-rejected",
  "commits-unsigned",
  "ref-name-rejected",
  "ref-name-conflict",
  "email-privacy",
  "hidden-ref",
];

function judgeRefusal(failure: GitFailure): Outcome {
  const status: VerifyStatus = maybeOnlyScratch.includes(failure.class) ? "inconclusive" : "failed";
  if (status === "failed") return failedWith(failure);
  return {
    ...failedWith(failure, status),
    detail: `The trial branch was refused: ${failure.title}. The real one may pass.`,
  };
}

async function removeLeftOvers(git: GitCommands, refs: ReadonlyMap<string, string>): Promise<void> {
  const names = [...refs.keys()].map((ref) => ref.replace(/^refs\/heads\//, "")).filter(isScratchBranch);
  // What cannot be removed is named by its own test; here it is only tidied up.
  for (const name of names.slice(0, 5)) await git.deleteBranch(name);
}

/** Proves the right to write by a scratch branch that is pushed and deleted again. The real branch is not touched. */
export async function checkWrite(git: GitCommands, refs: ReadonlyMap<string, string>): Promise<Outcome> {
  const branch = newScratchBranch();
  const pushed = await git.pushScratch(branch);
  if (pushed.kind === "failed") return judgeRefusal(pushed.failure);
  const deleted = await git.deleteBranch(branch);
  if (deleted.kind === "failed") {
    const remedy = `Delete the branch ${branch} at the host.`;
    return {
      status: "warning",
      detail: "Writing works, but the trial branch stays.",
      remedy,
      failure: deleted.failure,
    };
  }
  await removeLeftOvers(git, refs);
  return ok("A trial branch was pushed and deleted.");
}
