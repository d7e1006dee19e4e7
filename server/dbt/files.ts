/** One file of the checkout. `path` is relative to the root that was listed, with `/`; `blobId` names its content. */
export interface FileEntry {
  path: string;
  blobId: string;
  /** Bytes. */
  size: number;
  /** A symbolic link: it is listed, so that it can be told of, and never followed. */
  isLink?: boolean | undefined;
}

/** Where a project's files come from: a Git tree, a folder, or a test's map. */
export interface FileSource {
  list(): Iterable<FileEntry>;
  read(path: string): string;
}

export const MAX_FILE_BYTES = 10 * 1024 * 1024;
const MAX_FILES = 100_000;
const LFS_POINTER = "version https://git-lfs.github.com/spec/";

export class FileLimitError extends Error {
  override name = "FileLimitError";
}

/** The listed files by path, in path order. Paths that point outside or into Git's own folder are left out. */
export class FileIndex {
  private readonly entries: FileEntry[];
  private readonly byPath: Map<string, FileEntry>;

  constructor(private readonly source: FileSource) {
    this.entries = [];
    for (const entry of source.list()) {
      if (this.entries.length >= MAX_FILES) throw new FileLimitError(`the checkout has more than ${MAX_FILES} files`);
      if (isInside(entry.path)) this.entries.push(entry);
    }
    this.entries.sort((a, b) => (a.path < b.path ? -1 : a.path > b.path ? 1 : 0));
    this.byPath = new Map(this.entries.map((entry) => [entry.path, entry]));
  }

  find(path: string): FileEntry | undefined {
    return this.byPath.get(path);
  }

  /** Files at or below `folder` (`""` is the root), found by binary search. */
  below(folder: string): FileEntry[] {
    if (folder === "") return this.entries;
    const prefix = `${folder}/`;
    const out: FileEntry[] = [];
    for (let i = this.firstAt(prefix); i < this.entries.length; i++) {
      const entry = this.entries[i];
      if (!entry?.path.startsWith(prefix)) break;
      out.push(entry);
    }
    return out;
  }

  read(entry: FileEntry): string {
    if (entry.isLink)
      throw new FileLimitError("the file is a symbolic link, which is not followed: put the file itself there");
    if (entry.size > MAX_FILE_BYTES)
      throw new FileLimitError(`the file is larger than the ${MAX_FILE_BYTES / 1024 / 1024} MB that are read`);
    const text = this.source.read(entry.path);
    if (text.includes("\u0000")) throw new FileLimitError("the file is binary, not text");
    if (text.startsWith(LFS_POINTER))
      throw new FileLimitError("the file is kept in Git LFS: the repository holds only a pointer to it");
    return text.startsWith("\ufeff") ? text.slice(1) : text;
  }

  private firstAt(prefix: string): number {
    let [low, high] = [0, this.entries.length];
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((this.entries[middle]?.path ?? "") < prefix) low = middle + 1;
      else high = middle;
    }
    return low;
  }
}

function isInside(path: string): boolean {
  return !path.startsWith("/") && !path.split("/").some((part) => part === ".." || part === ".git");
}

/** Joins and tidies a path below the root; `null` when it is absolute or climbs out. */
export function joinPath(...parts: string[]): string | null {
  const out: string[] = [];
  for (const part of parts) {
    if (part.startsWith("/") || part.includes("\\") || /^[A-Za-z]:/.test(part)) return null;
    for (const name of part.split("/")) {
      if (name === "" || name === ".") continue;
      if (name !== "..") out.push(name);
      else if (out.pop() === undefined) return null;
    }
  }
  return out.join("/");
}

export function extensionOf(path: string): string {
  const name = path.slice(path.lastIndexOf("/") + 1);
  const dot = name.lastIndexOf(".");
  return dot > 0 ? name.slice(dot).toLowerCase() : "";
}

/** File name without its extension. */
export function stemOf(path: string): string {
  const name = path.slice(path.lastIndexOf("/") + 1);
  const dot = name.lastIndexOf(".");
  return dot > 0 ? name.slice(0, dot) : name;
}

export function foldersOf(path: string): string[] {
  return path.split("/").slice(0, -1);
}
