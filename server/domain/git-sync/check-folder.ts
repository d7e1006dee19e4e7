const part = /^[A-Za-z0-9_][A-Za-z0-9_. -]*$/;

/** What is wrong with a folder in the repository; null when it may be used. */
export function findFolderProblem(path: string): string | null {
  if (path === "") return null;
  const parts = path.split("/");
  if (parts.length > 10) return "At most ten folders deep.";
  for (const each of parts) {
    if (each === "" || each === "." || each === "..") return "Give a plain folder such as infra/segment.";
    if (each.toLowerCase() === ".git" || !part.test(each) || /[. ]$/.test(each)) {
      return `“${each.slice(0, 40)}” cannot be part of the folder: use letters, digits, “-”, “_” and “.”.`;
    }
  }
  return null;
}
