import { branchRef } from "@/server/integrations/git/branch-ref";
import { failed, isDamage } from "@/server/integrations/git/git-error";
import type { GitCache } from "@/server/integrations/git/repository";
import type { GitSession } from "@/server/integrations/git/session";
import type { GitResult } from "@/server/integrations/git/spawn-git";

export type PushResult =
  | { kind: "pushed"; previous: string | null; result: GitResult }
  | { kind: "up-to-date" }
  /** The branch is not where we thought it is: fetch, put our commits on the new tip, push again. */
  | { kind: "moved"; result: GitResult }
  /** The host understood and said no: `reason` in its short words, everything it wrote in `result`. */
  | { kind: "rejected"; reason: string; result: GitResult }
  /** No answer about the branch: connection, sign-in, time. */
  | { kind: "failed"; result: GitResult };

export type RefUpdate = { flag: string; ref: string; summary: string; reason: string | null };

/**
 * Pushes one commit to a branch, only forward and only from `expected` (null: the branch must not exist). Nothing is ever
 * overwritten: `expected` must be an ancestor of `commit`, or the call throws a RangeError before any connection.
 */
export async function pushBranch(
  session: GitSession,
  cache: GitCache,
  push: { branch: string; commit: string; expected: string | null; options?: readonly string[] },
): Promise<PushResult> {
  await assertForward(cache, push.expected, push.commit);
  return pushRef(session, cache, { ...push, ref: branchRef(push.branch) });
}

/** Pushes a commit to any ref that is at `expected`, or deletes it (commit null). For scratch refs; branches: `pushBranch`. */
export async function pushRef(
  session: GitSession,
  cache: GitCache,
  push: { ref: string; commit: string | null; expected: string | null; options?: readonly string[] },
): Promise<PushResult> {
  // The lease is a condition, not a force: `pushBranch` proved the update to be a fast-forward from `expected`. Without it
  // a branch that a person set back would silently get the removed commits again.
  const lease = `--force-with-lease=${push.ref}:${push.expected ?? ""}`;
  const wishes = (push.options ?? []).map((option) => `--push-option=${option}`);
  const args = [
    "push",
    "--porcelain",
    "--no-verify",
    "--no-signed",
    "--no-follow-tags",
    "--recurse-submodules=no",
    lease,
  ];
  const refspec = `${push.commit ?? ""}:${push.ref}`;
  const result = await session.git([...args, ...wishes, "--", session.remote, refspec], { cwd: cache.gitDir });
  return judge(result, push.ref);
}

/** Without the right history here (a cut clone), git could not know that a push goes forward. */
async function assertForward(cache: GitCache, expected: string | null, commit: string): Promise<void> {
  if (expected === null) return;
  const result = await cache.git(["merge-base", "--is-ancestor", expected, commit]);
  if (result.exitCode === 0) return;
  if (isDamage(result)) throw failed("merge-base", result);
  throw new RangeError("refusing to push: the new commit does not stand on the expected one");
}

/** The line about our ref decides, not the exit code and not the texts around it. */
function judge(result: GitResult, ref: string): PushResult {
  const update = parsePorcelain(result.stdout.toString("utf8")).find((one) => one.ref === ref);
  if (!update || result.ending !== "exited") return withoutAnswer(result);
  switch (update.flag) {
    case " ":
    case "*":
    case "-":
    case "+":
      return { kind: "pushed", previous: /^([0-9a-f]{40})\.\./.exec(update.summary)?.[1] ?? null, result };
    case "=":
      return { kind: "up-to-date" };
    default:
      if (isMoved(update, result.stderr)) return { kind: "moved", result };
      return { kind: "rejected", reason: update.reason ?? update.summary, result };
  }
}

function withoutAnswer(result: GitResult): PushResult {
  if (isDamage(result) && !/^remote: /m.test(result.stderr)) throw failed("push", result);
  return { kind: "failed", result };
}

function isMoved(update: RefUpdate, stderr: string): boolean {
  if (/^(?:stale info|fetch first|non-fast-forward|needs force)$/.test(update.reason ?? "")) return true;
  const raced = /is at [0-9a-f]{40} but expected [0-9a-f]{40}|incorrect old value provided|reference already exists/;
  return raced.test(update.reason ?? "") || (/failed to update ref/.test(update.reason ?? "") && raced.test(stderr));
}

/** Lines of `git push --porcelain`: flag, from:to, summary and, in brackets at its end, the reason. */
export function parsePorcelain(stdout: string): RefUpdate[] {
  const updates: RefUpdate[] = [];
  for (const line of stdout.split("\n")) {
    const [flag, names, ...rest] = line.split("\t");
    if (flag?.length !== 1 || !names?.includes(":")) continue;
    const text = rest.join("\t");
    const parts = /^(\[[^\]]*\]|\S+)(?: \((.*)\))?$/.exec(text);
    updates.push({
      flag,
      ref: names.slice(names.indexOf(":") + 1),
      summary: parts?.[1] ?? text,
      reason: parts?.[2] ?? null,
    });
  }
  return updates;
}
