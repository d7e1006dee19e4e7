import { spawnSync } from "node:child_process";
import { childEnvironment } from "@/server/child-environment";

/** Older ones lack what every step uses: GIT_CONFIG_GLOBAL keeps the machine's own settings out, `repack --geometric`. */
export const oldestGit = "2.32";
/** From here on everything holds: `fetch --refetch` for dbt projects (2.36), `http.curloptResolve` (2.37). */
export const fullGit = "2.37";

/** `unusable`: nothing would work. `limited`: Git Sync works, something named in the message does not. */
export type GitVerdict =
  | { readonly kind: "ok" | "limited" | "unusable"; readonly message: string }
  | { readonly kind: "absent"; readonly message: string };

/** Judges what `git --version` printed; null when there is no git to ask. */
export function judgeGit(printed: string | null): GitVerdict {
  const wanted = `Install Git ${fullGit} or newer`;
  if (printed === null) return { kind: "absent", message: `No git was found on PATH. ${wanted} and start again.` };
  const [, major = "", minor = ""] = /^git version (\d{1,4})\.(\d{1,4})/.exec(printed.trim()) ?? [];
  const found = `${major}.${minor}`;
  // A build that names itself in another way is taken at its word: it knows better than we do.
  if (major === "") return { kind: "limited", message: `This git does not tell its version. ${wanted}, to be sure.` };
  if (isOlder(found, oldestGit)) {
    const message = `Git ${found} is too old: Tributary needs ${oldestGit} at least. ${wanted} and start again.`;
    return { kind: "unusable", message };
  }
  if (!isOlder(found, fullGit)) return { kind: "ok", message: `Git ${found}` };
  return {
    kind: "limited",
    message:
      `Git ${found} is old. Git Sync works with it, but HTTPS connections look the host's name up again after it was ` +
      `checked, and dbt projects in Git cannot be read. ${wanted}.`,
  };
}

function isOlder(found: string, wanted: string): boolean {
  const [a = 0, b = 0] = found.split(".").map(Number);
  const [c = 0, d = 0] = wanted.split(".").map(Number);
  return a < c || (a === c && b < d);
}

/** Asks the git that all work will use. */
export function findGit(path: string | undefined = process.env.PATH): GitVerdict {
  const asked = spawnSync("git", ["--version"], {
    env: childEnvironment({ PATH: path, LC_ALL: "C" }),
    encoding: "utf8",
    timeout: 10_000,
  });
  return judgeGit(asked.error || asked.status !== 0 ? null : asked.stdout);
}
