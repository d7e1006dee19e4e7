/** Code points that HFS+ ignores in names: a name made of `.git` and these is `.git` on such a disk. */
const HFS_IGNORED = /[\u200c-\u200f\u202a-\u202e\u206a-\u206f\ufeff]/g;

/**
 * Throws TypeError unless `path` may stand in a tree we write: relative, `/` between names, no empty, `.`, `..` or
 * `.git`-like name, no control characters, no backslash, at most 4,096 bytes.
 */
export function assertTreePath(path: string): void {
  const problem = treePathProblem(path);
  if (problem)
    throw new TypeError(
      `the file path ${JSON.stringify(path.slice(0, 200))} cannot be written to a repository: ${problem}`,
    );
}

function treePathProblem(path: string): string | null {
  if (path === "") return "it is empty";
  if (/[\0-\x1f\x7f\\]/.test(path)) return "it holds a control character or a backslash";
  if (Buffer.from(path).toString() !== path) return "it is not valid Unicode";
  if (Buffer.byteLength(path) > 4096) return "it is too long";
  for (const name of path.split("/")) {
    if (name === "" || name === "." || name === "..") return "it has an empty, . or .. part";
    if (Buffer.byteLength(name) > 255) return "a part of it is longer than 255 bytes";
    if (isGitLike(name)) return "a part of it reads as .git on some disks";
  }
  return null;
}

/** Windows drops trailing dots and spaces, cuts at a colon and offers `git~1`; macOS folds case and ignores some marks. */
function isGitLike(name: string): boolean {
  const folded = name
    .replace(HFS_IGNORED, "")
    .toLowerCase()
    .replace(/:.*$/s, "")
    .replace(/[. ]+$/, "");
  return folded === ".git" || folded === "git~1";
}
