/** Rules in gitignore's syntax (`.dbtignore`). The last rule that matches a path or one of its folders decides. */
export class IgnoreRules {
  private readonly rules: { pattern: RegExp; negated: boolean; foldersOnly: boolean }[] = [];

  constructor(text: string) {
    for (const raw of text.slice(0, 100_000).split(/\r?\n/)) {
      const line = raw.replace(/(?<!\\) +$/, "");
      if (line === "" || line.startsWith("#")) continue;
      const negated = line.startsWith("!");
      const body = negated ? line.slice(1) : line.replace(/^\\([#!])/, "$1");
      const foldersOnly = body.endsWith("/");
      const glob = foldersOnly ? body.slice(0, -1) : body;
      if (glob.length > 500 || (glob.match(/\*/g)?.length ?? 0) > 8) continue;
      this.rules.push({ pattern: globPattern(glob), negated, foldersOnly });
    }
  }

  get isEmpty(): boolean {
    return this.rules.length === 0;
  }

  ignores(path: string): boolean {
    const parts = path.split("/");
    for (let i = 1; i <= parts.length; i++)
      if (this.matches(parts.slice(0, i).join("/"), i < parts.length)) return true;
    return false;
  }

  private matches(path: string, isFolder: boolean): boolean {
    let ignored = false;
    for (const { pattern, negated, foldersOnly } of this.rules)
      if ((isFolder || !foldersOnly) && pattern.test(path)) ignored = !negated;
    return ignored;
  }
}

/** A glob without an inner slash matches at any depth, one with a slash from the root only. */
function globPattern(glob: string): RegExp {
  const anchored = glob.slice(0, -1).includes("/") || glob.startsWith("/");
  const body = glob
    .replace(/^\//, "")
    .split(/(\*\*\/|\/\*\*|\*\*|\*|\?|\[[^\]]+\]|\\.)/)
    .map(globPart)
    .join("");
  return new RegExp(`^${anchored ? "" : "(?:.*/)?"}${body}$`);
}

function globPart(part: string): string {
  if (part === "**/") return "(?:.*/)?";
  if (part === "/**") return "/.*";
  if (part === "**") return ".*";
  if (part === "*") return "[^/]*";
  if (part === "?") return "[^/]";
  if (/^\[[\w!^.-]+\]$/.test(part)) return part.replace(/^\[!/, "[^");
  const literal = part.startsWith("\\") ? part.slice(1) : part;
  return literal.replace(/[\\^$.*+?()[\]{}|]/g, "\\$&");
}
