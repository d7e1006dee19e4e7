import { mkdir, rename, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { identityText, messageText } from "@/server/integrations/git/commit-identity";
import { WRITTEN_REF, writeCommits } from "@/server/integrations/git/commit-stream";
import { CommitTrees, foldersOf } from "@/server/integrations/git/commit-trees";
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
 * Writes commits as `writeCommits` does, with the same ids. A few edited files in folders that are there already are
 * written without starting git, which reads, sorts and packs whole folders: of 8,000 files that takes longer than the rest.
 */
export async function writeEdits(
  cache: GitCache,
  series: CommitSeries,
  trees = new CommitTrees(cache),
): Promise<string[]> {
  const commits = series.parent === null ? null : asEdits(series.commits);
  const written = commits && series.parent !== null ? await edit(cache, series.parent, commits, trees) : null;
  return written ?? writeCommits(cache, series);
}

function asEdits(commits: CommitSeries["commits"]): EditCommit[] | null {
  if (!Array.isArray(commits)) return null;
  const all = (commits as NewCommit[]).map((commit) => (isEdit(commit) ? commit : null));
  const edits = all.filter((commit) => commit !== null);
  const files = edits.flatMap((commit) => commit.files);
  const bytes = files.reduce((sum, { content }) => sum + (content?.length ?? 0), 0);
  return edits.length === all.length && edits.length > 0 && files.length <= MOST_FILES && bytes <= MOST_BYTES
    ? edits
    : null;
}

function isEdit(commit: NewCommit): commit is EditCommit {
  return Array.isArray(commit.files) && commit.files.every((file) => "content" in file) && !commit.deleteAllUnder;
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
  const folders = new Map<string, Buffer>();
  for (const [folder, tree] of await trees.load(parent, foldersOf(paths))) {
    if (tree === null) return null;
    folders.set(folder, tree);
  }
  const objects = new Map<string, GitObject>();
  const add = (object: GitObject) => {
    if (!objects.has(object.id)) objects.set(object.id, object);
    return object.id;
  };
  const bases = new Map(folders);
  const ids: string[] = [];
  for (const commit of commits) {
    for (const { path, content } of commit.files) {
      const blob = content === null ? null : add(gitObject("blob", Buffer.from(content)));
      if (!setFile(folders, path, blob)) return null;
    }
    const root = rehash(folders, bases, foldersOf(commit.files.map(({ path }) => path)), add);
    if (root === null) return null;
    ids.push(add(gitObject("commit", commitBytes(commit, root, ids.at(-1) ?? parent))));
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
  bases: Map<string, Buffer>,
  touched: readonly string[],
  add: (object: GitObject) => string,
): string | null {
  for (const path of touched.toSorted((a, b) => depthOf(b) - depthOf(a))) {
    const tree = folders.get(path);
    if (!tree) return null;
    const id = add(treeObject(tree, bases.get(path), add));
    bases.set(path, tree);
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
function treeObject(tree: Buffer, before: Buffer | undefined, add: (object: GitObject) => string): GitObject {
  const object = gitObject("tree", tree);
  if (!before || before.length < LARGE_TREE_BYTES || before.equals(tree)) return object;
  return { ...object, base: { id: add(gitObject("tree", before)), bytes: before } };
}

const depthOf = (folder: string) => (folder === "" ? 0 : folder.split("/").length);

function split(path: string): { folder: string; name: Buffer } {
  const cut = path.lastIndexOf("/");
  return { folder: path.slice(0, Math.max(cut, 0)), name: Buffer.from(path.slice(cut + 1)) };
}

function commitBytes(commit: EditCommit, tree: string, parent: string): Buffer {
  const people = `author ${identityText(commit.author)}\ncommitter ${identityText(commit.committer)}`;
  return Buffer.from(`tree ${tree}\nparent ${parent}\n${people}\n\n${messageText(commit.message)}`);
}

/** As git does it: a ref is a file that is moved into its place. */
async function setWritten(gitDir: string, commit: string): Promise<void> {
  const path = join(gitDir, WRITTEN_REF);
  await mkdir(dirname(path), { recursive: true });
  await writeFile(`${path}.lock`, `${commit}\n`);
  await rename(`${path}.lock`, path);
}
