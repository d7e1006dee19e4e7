/** A path of ours to go to after signing in; "/" for everything that could lead to another site. */
export function ownPath(given: string | string[] | undefined): string {
  const path = typeof given === "string" ? given : "/";
  if (!/^\/(?![/\\])/.test(path) || /[\p{Cc}\\]/u.test(path)) return "/";
  return path;
}
