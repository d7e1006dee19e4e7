import { execFile, execFileSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { childEnvironment } from "@/server/child-environment";
import { startPracticeGitHost } from "@/server/embedded/practice-git-host";
import type { NewCommit } from "@/server/integrations/git/fast-import";
import type { GitSessionOptions } from "@/server/integrations/git/session";
import { generateEd25519 } from "@/server/integrations/git/ssh-key";

/** A place to push to, as the engine and as a shell script reach it. */
export type BenchRemote = {
  session: GitSessionOptions;
  shellEnv: Record<string, string>;
  url: string;
  close(): Promise<void>;
};

export async function sshRemote(dir: string): Promise<BenchRemote> {
  const host = await startPracticeGitHost({ dir: join(dir, "practice") });
  const pair = generateEd25519({ comment: "bench" });
  await host.authorize(pair.publicKey);
  writeFileSync(join(dir, "key"), pair.privateKey, { mode: 0o600 });
  writeFileSync(join(dir, "known_hosts"), `${host.hostKeyLine}\n`);
  const ssh = `ssh -F /dev/null -i ${join(dir, "key")} -o UserKnownHostsFile=${join(dir, "known_hosts")} -o BatchMode=yes`;
  return {
    session: {
      remote: host.url,
      knownHosts: host.hostKeyLine,
      credential: { kind: "ssh-key", privateKey: pair.privateKey },
    },
    shellEnv: { GIT_SSH_COMMAND: ssh },
    url: host.url,
    close: () => host.close(),
  };
}

export async function pathRemote(dir: string): Promise<BenchRemote> {
  const url = join(dir, "remote.git");
  execFileSync("git", ["init", "--quiet", "--bare", "--initial-branch=main", url]);
  return { session: { remote: url, credential: { kind: "local-path" } }, shellEnv: {}, url, close: async () => {} };
}

export async function inTempDir<T>(fn: (dir: string) => Promise<T>): Promise<T> {
  const dir = mkdtempSync(join(tmpdir(), "tributary-bench-"));
  try {
    return await fn(dir);
  } finally {
    rmSync(dir, { recursive: true, force: true });
  }
}

const WHO = { name: "Ana Ruiz", email: "ana@example.com", date: new Date("2026-03-01T10:00:00Z") };

export function commitOf(files: NewCommit["files"], message = "Source 'web' modified by ana@example.com"): NewCommit {
  return { files, message, author: WHO, committer: WHO };
}

export function pathOf(index: number): string {
  return `kind_${index % 12}/${idOf(index)}.tf`;
}

/** One resource, about 400 bytes; `edit` changes its name. */
export function textOf(index: number, edit = 0): string {
  const id = idOf(index);
  return [
    `resource "segment_source" "${id}" {`,
    "  enabled = true",
    "  labels  = []",
    `  metadata = {\n    id = "${id.slice(3)}"\n  }`,
    `  name = "Source ${index}, edition ${edit}"`,
    "  settings = jsonencode({",
    `    apiHost = "https://api-${id}.example.com/v1"`,
    "    trackNamedPages = true",
    "  })",
    `  slug = "${id}"`,
    "}\n",
  ].join("\n");
}

export function* allFiles(count: number): Generator<{ path: string; content: string }> {
  for (let index = 0; index < count; index += 1) yield { path: pathOf(index), content: textOf(index) };
}

/** The same files as input of `git fast-import`, for the floor. */
export function plainImport(files: Iterable<{ path: string; content: string }>, from: string | null): string {
  const message = "Source 'web' modified by ana@example.com\n";
  const head = `feature done\ncommit refs/heads/main\ncommitter Ana <ana@example.com> 1767225600 +0000\ndata ${message.length}\n${message}`;
  const parts = [head, from ? `from ${from}\n` : ""];
  for (const { path, content } of files)
    parts.push(`M 100644 inline ${path}\ndata ${Buffer.byteLength(content)}\n${content}\n`);
  return `${parts.join("")}\ndone\n`;
}

function idOf(index: number): string {
  return `id_${((index * 2_654_435_761) % 4_294_967_296).toString(36).padStart(7, "0")}${index}`;
}

/** Runs a script as a person's shell would: git's own settings, an empty home. */
export async function shell(cwd: string, remote: BenchRemote, script: string): Promise<void> {
  const env = childEnvironment({ PATH: process.env.PATH, HOME: cwd, ...remote.shellEnv });
  await promisify(execFile)("sh", ["-c", script], { cwd, env });
}

export async function bareShellRepository(dir: string): Promise<string> {
  const path = join(dir, "shell.git");
  execFileSync("git", ["init", "--quiet", "--bare", "--initial-branch=main", path]);
  return path;
}
