import { join } from "node:path";
import { branchRef } from "@/server/integrations/git/branch-ref";
import { writeCommits } from "@/server/integrations/git/commit-stream";
import { classifyGitFailure, type GitFailure } from "@/server/integrations/git/failure";
import { listRemote } from "@/server/integrations/git/fetch";
import { type ApiFetch, getContentType } from "@/server/integrations/git/host-api";
import type { HostKind } from "@/server/integrations/git/hosts";
import { type PushResult, pushRef } from "@/server/integrations/git/push";
import { type GitCache, withCache } from "@/server/integrations/git/repository";
import { type GitSession, type GitSessionOptions, withGitSession } from "@/server/integrations/git/session";
import type { GitResult } from "@/server/integrations/git/spawn-git";
import type { GitCommands, RemoteListing, ScratchResult } from "@/server/integrations/git/verify-git";

export type VerifyCommandOptions = GitSessionOptions & {
  kind: HostKind;
  committer: { name: string; email: string };
  /** Asks the server whether it is a Git server when it lists nothing; null to believe it. */
  fetch: ApiFetch | null;
};

function secretsOf({ credential }: VerifyCommandOptions): string[] {
  return credential.kind === "token" ? [credential.token] : [];
}

function classify(options: VerifyCommandOptions, operation: string, result: GitResult): GitFailure {
  return classifyGitFailure({
    stdout: operation === "push" ? result.stdout.toString("utf8") : "",
    stderr: result.stderr,
    exitCode: result.exitCode,
    host: options.kind,
    operation,
    transport: options.credential.kind === "token" ? "https" : "ssh",
    timedOut: result.ending === "timeout",
    secrets: secretsOf(options),
  });
}

/** An empty repository and a web page list the same nothing; the kind of the answer tells them apart. */
async function answersLikeGit(options: VerifyCommandOptions): Promise<boolean> {
  const { credential, fetch } = options;
  if (credential.kind !== "token" || fetch === null) return true;
  const basic = Buffer.from(`${credential.username}:${credential.token}`).toString("base64");
  const client = { baseUrl: options.remote, headers: { authorization: `Basic ${basic}` }, fetch };
  const type = await getContentType(client, "/info/refs?service=git-upload-pack");
  return type === null || type.startsWith("application/x-git-");
}

async function lsRemote(options: VerifyCommandOptions): Promise<RemoteListing> {
  const listed = await withGitSession(options, (session) => listRemote(session));
  if (listed.kind === "failed") return { kind: "failed", failure: classify(options, "ls-remote", listed.result) };
  const isGit = listed.remote.refs.size > 0 || (await answersLikeGit(options));
  return { kind: "listed", ...listed.remote, isGit };
}

/**
 * A commit without files or history: nothing of the repository is fetched or uploaded, no pipeline definition is in it, and
 * rules about older commits cannot be hit.
 */
async function emptyCommit(cache: GitCache, options: VerifyCommandOptions): Promise<string> {
  const person = { ...options.committer, date: new Date() };
  const message = "Check that this connection may write [skip ci]";
  const commit = { files: [], message, author: person, committer: person };
  const [id] = await writeCommits(cache, { parent: null, commits: [commit] });
  if (id === undefined) throw new Error("the scratch commit was not written");
  return id;
}

function outcome(options: VerifyCommandOptions, pushed: PushResult): ScratchResult {
  if (pushed.kind === "pushed" || pushed.kind === "up-to-date") return { kind: "done" };
  return { kind: "failed", failure: classify(options, "push", pushed.result) };
}

function inScratchCache<T>(
  options: VerifyCommandOptions,
  work: (session: GitSession, cache: GitCache) => Promise<T>,
): Promise<T> {
  return withGitSession(options, (session) => withCache(join(session.dir, "scratch"), (cache) => work(session, cache)));
}

/** The commands of a connection test by real git, one signed-in session each. */
export function verifyCommands(options: VerifyCommandOptions): GitCommands {
  // Other hosts abort a push that carries options they do not know.
  const quiet = options.kind === "gitlab" ? ["ci.skip"] : [];
  return {
    lsRemote: () => lsRemote(options),
    pushScratch: (branch) =>
      inScratchCache(options, async (session, cache) => {
        const commit = await emptyCommit(cache, options);
        const push = { ref: branchRef(branch), commit, expected: null, options: quiet };
        return outcome(options, await pushRef(session, cache, push));
      }),
    deleteBranch: (branch) =>
      inScratchCache(options, async (session, cache) => {
        const ref = branchRef(branch);
        const listed = await listRemote(session, [ref]);
        if (listed.kind === "failed") return { kind: "failed", failure: classify(options, "ls-remote", listed.result) };
        const expected = listed.remote.refs.get(ref);
        if (expected === undefined) return { kind: "done" };
        return outcome(options, await pushRef(session, cache, { ref, commit: null, expected }));
      }),
  };
}
