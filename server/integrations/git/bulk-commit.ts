import { randomBytes } from "node:crypto";
import { readFile, rm } from "node:fs/promises";
import { join } from "node:path";
import { commitObject } from "@/server/integrations/git/commit-object";
import { setWritten } from "@/server/integrations/git/commit-stream";
import { type CommitTrees, foldersOf, type Tree } from "@/server/integrations/git/commit-trees";
import { blobStream, type FileChange, type NewCommit } from "@/server/integrations/git/fast-import";
import { damaged, failed } from "@/server/integrations/git/git-error";
import { type GitObject, gitObject, storePack } from "@/server/integrations/git/object-pack";
import type { GitCache } from "@/server/integrations/git/repository";
import { succeeded } from "@/server/integrations/git/spawn-git";
import { mergedTree, type TreeEntry } from "@/server/integrations/git/tree-merge";
import { findInTree } from "@/server/integrations/git/tree-object";
import { assertTreePath } from "@/server/integrations/git/tree-path";

/** A file of the commit: its mode with the id or the number of its content, or null to take it away. */
type Change = { mode: string; content: string | number } | null;

/**
 * Writes one commit of any number of files, each path once, with the id that git would give it. The contents go through one
 * `git fast-import` as they arrive, so that memory grows with the paths alone; the folders are written here. git looks
 * through a folder from its beginning for each file (of 100,000 files that is seconds), and would deflate the folders,
 * which are mostly hashes: a host then inflates every folder of the branch for each push that it checks.
 * Null when the parent is not in the cache. Throws TypeError when a path is both a file and a folder of the commit.
 */
export async function writeBulkCommit(
  cache: GitCache,
  parent: string | null,
  commit: NewCommit,
  trees: CommitTrees,
): Promise<string | null> {
  if (parent !== null && !(await trees.load(parent, [""])).get("")) return null;
  const changes = new Map<string, Change>();
  const ids = await storeContents(cache, contentsOf(commit.files, changes));
  const entries = new Map([...changes].map(([path, change]) => [path, change && entryOf(change, ids)]));
  const objects = new Map<string, GitObject>();
  const add = (type: GitObject["type"], bytes: Buffer) => {
    const object = gitObject(type, bytes);
    objects.set(object.id, object);
    return object.id;
  };
  const root = await writeFolders(parent, entries, trees, (tree) => add("tree", tree));
  const id = add("commit", commitObject(commit, root, parent));
  await storePack(cache.gitDir, [...objects.values()]);
  await setWritten(cache.gitDir, id);
  return id;
}

/** Notes every change, and yields the contents that are new. */
async function* contentsOf(
  files: NewCommit["files"],
  changes: Map<string, Change>,
): AsyncGenerator<string | Uint8Array> {
  let count = 0;
  for await (const file of files) {
    assertTreePath(file.path);
    changes.set(file.path, changeOf(file, count + 1));
    if ("blob" in file || file.content === null) continue;
    count += 1;
    yield file.content;
  }
}

function changeOf(file: FileChange, number: number): Change {
  if ("blob" in file) return { mode: file.mode ?? "100644", content: file.blob };
  return file.content === null ? null : { mode: "100644", content: number };
}

function entryOf({ mode, content }: NonNullable<Change>, ids: readonly string[]): TreeEntry {
  const id = typeof content === "string" ? content : ids[content - 1];
  if (!id) throw new Error("git fast-import told no id of a content");
  return { mode, id };
}

/** Ids of the contents in their order. */
async function storeContents(cache: GitCache, contents: AsyncIterable<string | Uint8Array>): Promise<string[]> {
  // A name that the recovery after a crash knows as unfinished.
  const marks = join(cache.gitDir, `tmp_marks_${randomBytes(6).toString("hex")}`);
  try {
    const args = ["fast-import", "--quiet", "--done", `--export-marks=${marks}`];
    const result = await cache.git(args, { input: blobStream(contents) });
    if (!succeeded(result)) throw failed("fast-import", result);
    // Each line is `:1 ` and an id, in the order of the numbers.
    return (await readFile(marks, "latin1")).split("\n").flatMap((line) => line.split(" ")[1] ?? []);
  } finally {
    for (const path of [marks, `${marks}.lock`]) await rm(path, { force: true });
  }
}

/** The folders from the deepest up, each an entry of the one above it; a folder that was emptied goes. Answers the top's id. */
async function writeFolders(
  parent: string | null,
  entries: ReadonlyMap<string, TreeEntry | null>,
  trees: CommitTrees,
  add: (tree: Buffer) => string,
): Promise<string> {
  const folders = foldersOf(entries.keys());
  const changes = new Map(folders.map((folder) => [folder, new Map<string, TreeEntry | null>()]));
  for (const [path, entry] of entries) {
    if (changes.has(path))
      throw new TypeError(`the path ${JSON.stringify(path)} is both a file and a folder of a commit`);
    set(changes, path, entry);
  }
  const before = parent === null ? new Map<string, Tree | null>() : await trees.load(parent, folders);
  for (const folder of folders) assertKnown(before, folder);
  // A folder comes behind the one that it lies in.
  for (const folder of folders.toSorted().toReversed()) {
    const base = before.get(folder) ?? null;
    const tree = mergedTree(base?.bytes ?? null, changes.get(folder) ?? new Map());
    if (folder === "") return add(tree);
    if (tree.length > 0) set(changes, folder, { mode: "40000", id: add(tree) });
    else if (base) set(changes, folder, null);
  }
  throw new Error("a commit has a top folder");
}

/** A folder that the parent has and the cache has not: without this, all that is in it would seem to be deleted. */
function assertKnown(before: ReadonlyMap<string, Tree | null>, folder: string): void {
  const { above, name } = split(folder);
  const tree = before.get(above);
  if (!tree || folder === "" || before.get(folder)) return;
  const place = findInTree(tree.bytes, Buffer.from(name));
  if (place?.kind === "entry" && place.mode === "40000") throw damaged("cat-file", `missing tree ${place.id}`);
}

function set(changes: Map<string, Map<string, TreeEntry | null>>, path: string, entry: TreeEntry | null): void {
  const { above, name } = split(path);
  changes.get(above)?.set(name, entry);
}

function split(path: string): { above: string; name: string } {
  const cut = path.lastIndexOf("/");
  return { above: path.slice(0, Math.max(cut, 0)), name: path.slice(cut + 1) };
}
