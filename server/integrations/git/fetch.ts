import { branchRef } from "@/server/integrations/git/branch-ref";
import { failed, isDamage } from "@/server/integrations/git/git-error";
import type { GitCache } from "@/server/integrations/git/repository";
import type { GitSession } from "@/server/integrations/git/session";
import { type GitResult, succeeded } from "@/server/integrations/git/spawn-git";

/** How the remote branch stands to the commit we knew. `unknown`: the history between them is not here. */
export type KnownRelation = "same" | "ahead" | "rewritten" | "unknown";

export type FetchResult =
  | { kind: "fetched"; tip: string; relation: KnownRelation }
  /** The branch, or the whole repository, has no commit yet. */
  | { kind: "no-branch" }
  | { kind: "failed"; result: GitResult };

const SEEN_REF = "refs/tributary/remote";
const DEEPENINGS = [64, 1024];

/**
 * Brings the branch's tip into the cache, over one connection when nothing but the tip is new. A fresh cache gets the last
 * commit only; with `known`, the history back to it is fetched when it is not too far. Servers that cannot cut history
 * send all of it, which is correct too. Network failures are results; a broken cache throws GitCommandError.
 */
export async function fetchBranch(
  session: GitSession,
  cache: GitCache,
  branch: string,
  options: { known?: string | null } = {},
): Promise<FetchResult> {
  const refspec = `+${branchRef(branch)}:${SEEN_REF}`;
  const known = options.known ?? null;
  const startsHere =
    (await resolve(cache, SEEN_REF)) !== null || (known !== null && (await resolve(cache, known)) !== null);
  // What we wrote ourselves is common ground too: cutting above it would hide that the branch went on from there.
  const depth = startsHere ? [] : ["--depth=1"];
  let result = await fetch(session, cache, refspec, depth);
  if (!succeeded(result) && depth.length > 0 && /does not support shallow/.test(result.stderr)) {
    result = await fetch(session, cache, refspec, []);
  }
  if (!succeeded(result)) return refusal(result);
  const tip = await resolve(cache, SEEN_REF);
  if (tip === null) return { kind: "no-branch" };
  const relation = await relate(session, cache, refspec, known, tip);
  return { kind: "fetched", tip, relation };
}

function refusal(result: GitResult): FetchResult {
  if (/couldn't find remote ref/.test(result.stderr)) return { kind: "no-branch" };
  if (isDamage(result) && !/^remote: /m.test(result.stderr)) throw failed("fetch", result);
  return { kind: "failed", result };
}

function fetch(session: GitSession, cache: GitCache, refspec: string, depth: readonly string[]): Promise<GitResult> {
  const args = [
    "fetch",
    "--quiet",
    "--no-tags",
    "--no-write-fetch-head",
    "--no-recurse-submodules",
    "--no-auto-maintenance",
  ];
  return session.git([...args, ...depth, "--", session.remote, refspec], { cwd: cache.gitDir });
}

async function relate(
  session: GitSession,
  cache: GitCache,
  refspec: string,
  known: string | null,
  tip: string,
): Promise<KnownRelation> {
  if (known === null) return "unknown";
  if (known === tip) return "same";
  for (const depth of [0, ...DEEPENINGS]) {
    if (depth > 0) await fetch(session, cache, refspec, [`--depth=${depth}`]);
    const ancestry = await cache.git(["merge-base", "--is-ancestor", known, tip]);
    if (ancestry.exitCode === 0) return "ahead";
    // As long as history is cut, a commit that cannot be found below the tip may lie beyond the cut.
    if (!(await isShallow(cache))) return "rewritten";
  }
  return "unknown";
}

async function isShallow(cache: GitCache): Promise<boolean> {
  const result = await cache.git(["rev-parse", "--is-shallow-repository"]);
  return result.stdout.toString().trim() === "true";
}

async function resolve(cache: GitCache, ref: string): Promise<string | null> {
  const result = await cache.git(["rev-parse", "--verify", "--quiet", `${ref}^{commit}`]);
  return succeeded(result) ? result.stdout.toString().trim() : null;
}

/** Names and ids that the remote shows, and the branch its HEAD points to. */
export type RemoteRefs = { refs: Map<string, string>; head: string | null };

/** One connection, no repository needed. With `patterns` only matching refs are listed. */
export async function listRemote(
  session: GitSession,
  patterns: readonly string[] = [],
): Promise<{ kind: "listed"; remote: RemoteRefs } | { kind: "failed"; result: GitResult }> {
  const result = await session.git(["ls-remote", "--quiet", "--symref", "--", session.remote, ...patterns]);
  if (!succeeded(result)) return { kind: "failed", result };
  const refs = new Map<string, string>();
  let head: string | null = null;
  for (const line of result.stdout.toString("utf8").split("\n")) {
    const [left, name] = line.split("\t");
    if (!left || !name) continue;
    if (left.startsWith("ref: ") && name === "HEAD") head = left.slice(5);
    else refs.set(name, left);
  }
  return { kind: "listed", remote: { refs, head } };
}
