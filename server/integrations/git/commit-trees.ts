import { failed } from "@/server/integrations/git/git-error";
import type { GitCache } from "@/server/integrations/git/repository";
import { succeeded } from "@/server/integrations/git/spawn-git";
import { findInTree } from "@/server/integrations/git/tree-object";

const largestAnswer = 256 * 1024 * 1024;

/** Every folder that these paths lie in, from the top ("") down. */
export function foldersOf(paths: Iterable<string>): string[] {
  const folders = new Set([""]);
  for (const path of paths) {
    for (let at = path.indexOf("/"); at >= 0; at = path.indexOf("/", at + 1)) folders.add(path.slice(0, at));
  }
  return [...folders];
}

/** A folder as git stores it. */
export type Tree = { id: string; bytes: Buffer };

/** Tree objects of the folders that changes touch, read from the cache by one process and kept for the next question. */
export class CommitTrees {
  private readonly known = new Map<string, Tree>();

  constructor(private readonly cache: Pick<GitCache, "git">) {}

  /** Each folder's tree at a commit; null for what is not there or is no folder. */
  async load(commit: string, folders: readonly string[]): Promise<Map<string, Tree | null>> {
    const nameOf = (folder: string) => (folder === "" ? `${commit}^{tree}` : `${commit}:${folder}`);
    const missing = folders.map(nameOf).filter((name) => !this.known.has(name));
    for (const [at, tree] of (await this.read(missing)).entries()) if (tree) this.known.set(missing[at] ?? "", tree);
    return new Map(folders.map((folder) => [folder, this.known.get(nameOf(folder)) ?? null]));
  }

  /** Blob ids of files at a commit; what is not there is left out, what is no plain file has `mode id` as value. */
  async blobsAt(commit: string, paths: readonly string[]): Promise<Map<string, string>> {
    const trees = await this.load(commit, foldersOf(paths));
    const found = new Map<string, string>();
    for (const path of paths) {
      const cut = path.lastIndexOf("/");
      const tree = trees.get(path.slice(0, Math.max(cut, 0)));
      const place = tree ? findInTree(tree.bytes, Buffer.from(path.slice(cut + 1))) : null;
      if (place?.kind === "entry") found.set(path, place.mode === "100644" ? place.id : `${place.mode} ${place.id}`);
    }
    return found;
  }

  private async read(names: readonly string[]): Promise<(Tree | null)[]> {
    if (names.length === 0) return [];
    const result = await this.cache.git(["cat-file", "--batch"], {
      input: [Buffer.from(`${names.join("\n")}\n`)],
      maxStdoutBytes: largestAnswer,
    });
    if (!succeeded(result)) throw failed("cat-file", result);
    return treesIn(result.stdout, names.length);
  }
}

/** Answers are `<id> tree <size>`, a line break, the bytes and a line break, or one line that ends otherwise. */
function treesIn(answer: Buffer, count: number): (Tree | null)[] {
  let at = 0;
  return Array.from({ length: count }, () => {
    const end = answer.indexOf(10, at);
    const [, id, type, size] = /^([0-9a-f]{40}) (\w+) (\d+)$/.exec(answer.toString("utf8", at, end)) ?? [];
    const start = end + 1;
    at = size === undefined ? start : start + Number(size) + 1;
    return id && type === "tree" ? { id, bytes: answer.subarray(start, at - 1) } : null;
  });
}
