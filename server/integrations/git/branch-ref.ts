/**
 * `refs/heads/<branch>` of a name that git accepts as a branch. The form's own check is friendlier; this one only makes
 * sure that no name can become an option, a second ref or a pattern. Throws TypeError.
 */
export function branchRef(branch: string): string {
  const ok =
    /^(?![-/.@]$|[-/.])[^\0-\x20\x7f~^:?*[\\]{1,250}$/.test(branch) &&
    !/\.\.|\/\/|@\{|\/\.|\.lock(?:\/|$)|[/.]$/.test(branch);
  if (!ok || branch === "HEAD") throw new TypeError("this is not a branch name");
  return `refs/heads/${branch}`;
}
