import { writeBulkCommit } from "@/server/integrations/git/bulk-commit";
import { commitObject } from "@/server/integrations/git/commit-object";
import { setWritten, writeCommits } from "@/server/integrations/git/commit-stream";
import { CommitTrees, foldersOf, type Tree } from "@/server/integrations/git/commit-trees";
import type { CommitSeries, NewCommit } from "@/server/integrations/git/fast-import";
import { type GitObject, gitObject, storePack } from "@/server/integrations/git/object-pack";
import type { GitCache } from "@/server/integrations/git/repository";
import { findInTree, withFile, withId, without } from "@/server/integrations/git/tree-object";
import { assertTreePath } from "@/server/integrations/git/tree-path";

type Edit = { path: string; content: string | Uint8Array | null };
type EditCommit = Omit<NewCommit, "files"> & { files: readonly Edit[] };

/** Above these, one process that reads a stream is quicker and keeps less in memory. */
const MOST_FILES = 8;
const MOST_BYTES = 1024 * 1024;
const LARGE_TREE_BYTES = 16 * 1024;

/**
 * Writes commits as `writeCommits` does, with the same ids, in the way that suits them. A few edited files in folders that
 * are there already are written without starting git, which reads, sorts and packs whole folders: of 8,000 files that takes
 * longer than the rest. One commit of many files is `writeBulkCommit`'s.
 */
export async function writeEdits(
  cache: GitCache,
  series: CommitSeries,
  trees = new CommitTrees(cache),
): Promise<string[]> {
  const { parent, commits } = series;
  if (!Array.isArray(commits)) return writeCommits(cache, series);
  const all: readonly NewCommit[] = commits;
  const edits = parent === null ? null : asEdits(all);
  if (edits && parent !== null) return (await edit(cache, parent, edits, trees)) ?? writeCommits(cache, series);
  const [only, ...others] = all;
  const bulk = only && others.length === 0 ? await writeBulkCommit(cache, parent, only, trees) : null;
  return bulk ? [bulk] : writeCommits(cache, series);
}

function asEdits(commits: readonly NewCommit[]): EditCommit[] | null {
  const all = commits.map((commit) => (isEdit(commit) ? commit : null));
  const edits = all.filter((commit) => commit !== null);
  const files = edits.flatMap((commit) => commit.files);
  const bytes = files.reduce((sum, { content }) => sum + (content?.length ?? 0), 0);
  return edits.length === all.length && edits.length > 0 && files.length <= MOST_FILES && bytes <= MOST_BYTES
    ? edits
    : null;
}

function isEdit(commit: NewCommit): commit is EditCommit {
  return Array.isArray(commit.files) && commit.files.every((file) => "content" in file);
}

/** Null when the edit is not a plain one: a new folder, an emptied one, a link, something that is not in the cache. */
async function edit(
  cache: GitCache,
  parent: string,
  commits: readonly EditCommit[],
  trees: CommitTrees,
): Promise<string[] | null> {
  const paths = commits.flatMap(({ files }) => files.map(({ path }) => path));
  for (const path of paths) assertTreePath(path);
  const bases = new Map<string, Tree>();
  for (const [folder, tree] of await trees.load(parent, foldersOf(paths))) {
    if (tree === null) return null;
    bases.set(folder, tree);
  }
  const folders = new Map([...bases].map(([folder, { bytes }]) => [folder, bytes]));
  const objects = new Map<string, GitObject>();
  const add = (object: GitObject) => {
    if (!objects.has(object.id)) objects.set(object.id, object);
    return object.id;
  };
  const ids: string[] = [];
  for (const commit of commits) {
    for (const { path, content } of commit.files) {
      const blob = content === null ? null : add(gitObject("blob", Buffer.from(content)));
      if (!setFile(folders, path, blob)) return null;
    }
    const root = rehash(folders, bases, foldersOf(commit.files.map(({ path }) => path)), add);
    if (root === null) return null;
    ids.push(add(gitObject("commit", commitObject(commit, root, ids.at(-1) ?? parent))));
  }
  await storePack(cache.gitDir, [...objects.values()]);
  await setWritten(cache.gitDir, ids.at(-1) ?? parent);
  return ids;
}

function setFile(folders: Map<string, Buffer>, path: string, blob: string | null): boolean {
  const { folder, name } = split(path);
  const tree = folders.get(folder);
  const place = tree ? findInTree(tree, name) : null;
  if (!tree || !place || (place.kind === "entry" && place.mode !== "100644")) return false;
  if (place.kind === "entry") folders.set(folder, blob === null ? without(tree, place) : withId(tree, place, blob));
  else if (blob !== null) folders.set(folder, withFile(tree, place, name, blob));
  return (folders.get(folder)?.length ?? 0) > 0;
}

/**
 * Writes the trees of these folders, the deepest first, each into the folder above it. Answers the id of the top. Large
 * ones are written as the difference to `bases`, the folders as they were.
 */
function rehash(
  folders: Map<string, Buffer>,
  bases: Map<string, Tree>,
  touched: readonly string[],
  add: (object: GitObject) => string,
): string | null {
  for (const path of touched.toSorted((a, b) => depthOf(b) - depthOf(a))) {
    const tree = folders.get(path);
    if (!tree) return null;
    const id = add(treeObject(tree, bases.get(path), add));
    bases.set(path, { id, bytes: tree });
    if (path === "") return id;
    const { folder, name } = split(path);
    const above = folders.get(folder);
    const place = above ? findInTree(above, name) : null;
    if (!above || place?.kind !== "entry" || place.mode !== "40000") return null;
    folders.set(folder, withId(above, place, id));
  }
  return null;
}

/** The tree as it was goes into the pack too: without it git would compare both again for the push. */
function treeObject(tree: Buffer, before: Tree | undefined, add: (object: GitObject) => string): GitObject {
  const object = gitObject("tree", tree);
  if (!before || before.bytes.length < LARGE_TREE_BYTES || before.id === object.id) return object;
  return { ...object, base: { id: add({ type: "tree", ...before }), bytes: before.bytes } };
}

const depthOf = (folder: string) => (folder === "" ? 0 : folder.split("/").length);

function split(path: string): { folder: string; name: Buffer } {
  const cut = path.lastIndexOf("/");
  return { folder: path.slice(0, Math.max(cut, 0)), name: Buffer.from(path.slice(cut + 1)) };
}
