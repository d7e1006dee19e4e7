import type { CommitIdentity } from "@/server/integrations/git/commit-identity";
import { writeCommits } from "@/server/integrations/git/commit-stream";
import type { FileChange, NewCommit } from "@/server/integrations/git/fast-import";
import { failed } from "@/server/integrations/git/git-error";
import { type LoggedCommit, listCommits } from "@/server/integrations/git/log";
import { type RawChange, rawChanges } from "@/server/integrations/git/raw-diff";
import type { GitCache } from "@/server/integrations/git/repository";
import { succeeded } from "@/server/integrations/git/spawn-git";

const MAX_LISTING_BYTES = 512 * 1024 * 1024;

/**
 * Every file below `dir` ("" for all) at a commit: path from the top to blob id. What is no plain file (link, executable,
 * submodule) has `mode id` as value, which equals no blob id, so that a full sync writes it anew.
 */
export async function listTree(cache: GitCache, commit: string, dir: string): Promise<Map<string, string>> {
  const scope = dir === "" ? [] : ["--", `${dir.replace(/\/+$/, "")}/`];
  const result = await cache.git(["ls-tree", "-r", "-z", "--full-tree", commit, ...scope], {
    maxStdoutBytes: MAX_LISTING_BYTES,
  });
  if (!succeeded(result)) throw failed("ls-tree", result);
  const files = new Map<string, string>();
  for (const entry of result.stdout.toString("utf8").split("\0")) {
    const tab = entry.indexOf("\t");
    if (tab < 0) continue;
    const [mode = "", , id = ""] = entry.slice(0, tab).split(" ");
    files.set(entry.slice(tab + 1), mode === "100644" ? id : `${mode} ${id}`);
  }
  return files;
}

/** What happened to one of our files between two commits. */
export type FileEdit = { path: string; edit: "added" | "changed" | "deleted" };

/** Which of `paths` differ between two commits, whoever wrote them. Cost follows what differs, not the size of the tree. */
export async function changedOurFiles(
  cache: GitCache,
  before: string,
  after: string,
  isOurs: (path: string) => boolean,
): Promise<FileEdit[]> {
  const changes = await rawChanges(cache, [before, after]);
  return changes.filter((one) => isOurs(one.path)).map((one) => ({ path: one.path, edit: editOf(one) }));
}

function editOf(change: RawChange): FileEdit["edit"] {
  if (change.newMode === "000000") return "deleted";
  return change.oldMode === "000000" ? "added" : "changed";
}

export type Replayed = { from: string; to: string };

/**
 * Puts the commits after `base` up to `tip` onto another commit, in order, without a work tree: each sets the same files to
 * the same contents there. Our version of a file wins; the other one stays in history. Returns old and new ids.
 */
export async function replayCommits(
  cache: GitCache,
  replay: { base: string | null; tip: string; onto: string | null; committer: CommitIdentity },
): Promise<Replayed[]> {
  const { commits, truncated } = await listCommits(cache, { after: replay.base, upTo: replay.tip, limit: 100_000 });
  if (truncated) throw new RangeError("too many commits to put onto another one");
  const inOrder = commits.toReversed();
  const written = await writeCommits(cache, {
    parent: replay.onto,
    commits: inOrder.map((commit) => copyOf(commit, replay.committer)),
  });
  return inOrder.map((commit, index) => ({ from: commit.id, to: written[index] ?? "" }));
}

function copyOf(commit: LoggedCommit, committer: CommitIdentity): NewCommit {
  return { files: commit.changes.map(asFileChange), message: commit.message, author: commit.author, committer };
}

function asFileChange(change: RawChange): FileChange {
  if (change.newMode === "000000") return { path: change.path, content: null };
  return { path: change.path, blob: change.newId, mode: plainMode(change.newMode) };
}

function plainMode(mode: string): "100644" | "100755" | "120000" | "160000" {
  if (mode === "100755" || mode === "120000" || mode === "160000") return mode;
  return "100644";
}
