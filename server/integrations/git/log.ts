import type { CommitIdentity } from "@/server/integrations/git/commit-identity";
import { failed } from "@/server/integrations/git/git-error";
import { parseRawChanges, type RawChange } from "@/server/integrations/git/raw-diff";
import type { GitCache } from "@/server/integrations/git/repository";
import { parseTrailers, type Trailer } from "@/server/integrations/git/trailers";

export type LoggedCommit = {
  id: string;
  parents: string[];
  author: CommitIdentity;
  committer: CommitIdentity;
  subject: string;
  /** The whole message, subject included. */
  message: string;
  trailers: Trailer[];
  /** Against the first parent; a root commit lists all its files. */
  changes: RawChange[];
};

const FIELDS = ["%H", "%P", "%an", "%ae", "%at", "%cn", "%ce", "%ct", "%B"];
const MAX_BYTES = 128 * 1024 * 1024;

/**
 * Commits reachable from `upTo` but not from `after` (null: from the beginning), newest first, along first parents.
 * `truncated` when there are more than `limit`, or more text than 128 MB.
 */
export async function listCommits(
  cache: GitCache,
  range: { after: string | null; upTo: string; limit?: number },
): Promise<{ commits: LoggedCommit[]; truncated: boolean }> {
  const limit = range.limit ?? 500;
  const format = `--format=${FIELDS.map((field) => `${field}%x00`).join("")}`;
  const args = ["log", "-z", "--raw", "--no-renames", "--no-abbrev", "--first-parent", "--diff-merges=first-parent"];
  const revisions = [range.upTo, ...(range.after === null ? [] : [`^${range.after}`])];
  const result = await cache.git([...args, "--root", format, `--max-count=${limit + 1}`, ...revisions, "--"], {
    maxStdoutBytes: MAX_BYTES,
  });
  if (result.exitCode !== 0 && result.ending !== "output-limit") throw failed("log", result);
  const commits = parseLog(result.stdout.toString("utf8"));
  if (result.stdoutTruncated) commits.pop();
  return { commits: commits.slice(0, limit), truncated: result.stdoutTruncated || commits.length > limit };
}

/** Fields are counted, not searched for: only NUL separates them, and no name, message or path can hold one. */
function parseLog(text: string): LoggedCommit[] {
  const tokens = text.split("\0");
  const commits: LoggedCommit[] = [];
  let at = 0;
  while (at < tokens.length) {
    if (!/^\n?[0-9a-f]{40}$/.test(tokens[at] ?? "")) {
      at += 1;
      continue;
    }
    const fields = tokens.slice(at, at + FIELDS.length);
    const { changes, next } = parseRawChanges(tokens, skipEmpty(tokens, at + FIELDS.length));
    commits.push({ ...commitOf(fields), changes });
    at = next;
  }
  return commits;
}

function skipEmpty(tokens: readonly string[], from: number): number {
  let at = from;
  while (tokens[at] !== undefined && tokens[at]?.trim() === "") at += 1;
  return at;
}

function commitOf(fields: readonly string[]): Omit<LoggedCommit, "changes"> {
  const [id = "", parents = "", an = "", ae = "", at = "0", cn = "", ce = "", ct = "0", message = ""] = fields;
  return {
    id: id.trim(),
    parents: parents.split(" ").filter(Boolean),
    author: { name: an, email: ae, date: new Date(Number(at) * 1000) },
    committer: { name: cn, email: ce, date: new Date(Number(ct) * 1000) },
    subject: message.split("\n", 1)[0] ?? "",
    message,
    trailers: parseTrailers(message),
  };
}
