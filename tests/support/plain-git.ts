import { execFile, execFileSync } from "node:child_process";
import { mkdirSync } from "node:fs";
import { join } from "node:path";
import { promisify } from "node:util";
import { childEnvironment } from "@/server/child-environment";

const ENV = childEnvironment({
  PATH: process.env.PATH ?? "",
  HOME: "/nonexistent",
  GIT_CONFIG_NOSYSTEM: "1",
  GIT_CONFIG_GLOBAL: "/dev/null",
  GIT_AUTHOR_NAME: "Pat",
  GIT_AUTHOR_EMAIL: "pat@example.com",
  GIT_COMMITTER_NAME: "Pat",
  GIT_COMMITTER_EMAIL: "pat@example.com",
  LC_ALL: "C",
});

/** Git as a test's other person uses it: no hardening, no product code. Returns trimmed standard output. */
export function plainGit(cwd: string, args: readonly string[], input?: string | Buffer): string {
  return execFileSync("git", args, {
    cwd,
    env: ENV,
    input,
    encoding: "utf8",
    maxBuffer: 1 << 28,
    stdio: "pipe",
  }).trim();
}

export async function plainGitAsync(cwd: string, args: readonly string[]): Promise<string> {
  const { stdout } = await promisify(execFile)("git", args, { cwd, env: ENV, maxBuffer: 1 << 28 });
  return stdout.trim();
}

/** Makes an empty bare repository and returns its path. */
export function bareRepository(parent: string, name = "remote.git"): string {
  const dir = join(parent, name);
  mkdirSync(dir, { recursive: true });
  plainGit(dir, ["init", "--quiet", "--bare", "--initial-branch=main", "."]);
  return dir;
}

/** Somebody else's commit on a branch of a bare repository, made on its disk; null deletes a file. Returns its id. */
export function foreignCommit(
  dir: string,
  files: Record<string, string | null>,
  message = "By hand",
  branch = "main",
): string {
  const parts = [`commit refs/heads/${branch}\ncommitter Pat <pat@example.com> 1700000000 +0000\n`];
  parts.push(`data ${Buffer.byteLength(message)}\n${message}\n`);
  const tip = tipOf(dir, branch);
  if (tip) parts.push(`from ${tip}\n`);
  for (const [path, content] of Object.entries(files)) {
    parts.push(
      content === null ? `D ${path}\n` : `M 100644 inline ${path}\ndata ${Buffer.byteLength(content)}\n${content}\n`,
    );
  }
  plainGit(dir, ["fast-import", "--quiet", "--force"], parts.join(""));
  return tipOf(dir, branch) ?? "";
}

/** The commit a branch points to, or null. */
export function tipOf(dir: string, branch = "main"): string | null {
  return plainGit(dir, ["for-each-ref", "--format=%(objectname)", `refs/heads/${branch}`]) || null;
}
