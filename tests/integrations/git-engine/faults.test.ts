import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { chmodSync, readdirSync, writeFileSync } from "node:fs";
import { readdir, rm, writeFile } from "node:fs/promises";
import { hostname, tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, onTestFinished, test } from "vitest";
import { fetchBranch } from "@/server/integrations/git/fetch";
import { GitCommandError } from "@/server/integrations/git/git-error";
import { pushBranch } from "@/server/integrations/git/push";
import { healing, openCache, withCache } from "@/server/integrations/git/repository";
import { withGitSession } from "@/server/integrations/git/session";
import { sweepGitSessions } from "@/server/integrations/git/session-sweep";
import { runGit } from "@/server/integrations/git/spawn-git";
import { writeEdits } from "@/server/integrations/git/write-edits";
import { commitOf, resourceFiles, sshSession } from "@/tests/integrations/git-engine/support";
import { foreignCommit, plainGit, tipOf } from "@/tests/support/plain-git";
import { type SshGitHost, startSshGitHost } from "@/tests/support/ssh-git-host";
import { tempDir } from "@/tests/support/temp-dir";

let host: SshGitHost;
beforeAll(async () => {
  host = await startSshGitHost();
});
afterAll(() => host.close());

async function startWorker(mode: "write" | "push", dir: string, tempRoot: string): Promise<ChildProcess> {
  const script = join(import.meta.dirname, "killed-worker.ts");
  const env = { ...process.env, WORKER_KEY: host.privateKey, WORKER_KNOWN_HOSTS: host.hostKeyLine };
  const args = ["--import", "tsx", script, mode, dir, tempRoot, host.url];
  const worker = spawn(process.execPath, args, { env, stdio: ["ignore", "pipe", "inherit"] });
  onTestFinished(() => void worker.kill("SIGKILL"));
  await once(worker.stdout, "data");
  return worker;
}

async function killed(worker: ChildProcess): Promise<void> {
  worker.kill("SIGKILL");
  await once(worker, "exit");
}

async function pushAll(dir: string, expected: string | null): Promise<string> {
  return withCache(dir, async (cache) => {
    const [commit = ""] = await writeEdits(cache, { parent: expected, commits: [commitOf(resourceFiles(20))] });
    const push = await withGitSession(sshSession(host), (session) =>
      pushBranch(session, cache, { branch: "main", commit, expected }),
    );
    expect(["pushed", "up-to-date"]).toContain(push.kind);
    return commit;
  });
}

test("kill -9 while commits are written leaves a cache that works at once", async () => {
  const [dir, tempRoot] = [await tempDir(), await tempDir()];
  await killed(await startWorker("write", dir, tempRoot));
  const commit = await pushAll(dir, null);
  expect(tipOf(host.repositoryDir)).toBe(commit);
  const names = await readdir(join(dir, "cache.git"), { recursive: true });
  expect(names.filter((name) => /\.lock$|tmp_|crash/.test(name))).toEqual([]);
});

test("kill -9 while pushing neither loses nor repeats the commit, and the key it left is swept", async () => {
  plainGit(host.repositoryDir, ["update-ref", "-d", "refs/heads/main"]);
  const [dir, tempRoot] = [await tempDir(), await tempDir()];
  host.faults.delayMs = 400;
  const worker = await startWorker("push", dir, tempRoot);
  await killed(worker);
  host.faults.delayMs = 0;
  expect(await readdir(tempRoot)).toHaveLength(1);
  expect(await sweepGitSessions(tempRoot)).toBe(1);
  const commit = await pushAll(dir, null);
  expect(plainGit(host.repositoryDir, ["rev-list", "main"])).toBe(commit);
});

test("a lost cache is made again and filled from the remote", async () => {
  const dir = await tempDir();
  plainGit(host.repositoryDir, ["update-ref", "-d", "refs/heads/main"]);
  const first = await pushAll(dir, null);
  await rm(join(dir, "cache.git"), { recursive: true });
  await withCache(dir, async (cache) => {
    expect(cache.fresh).toBe(true);
    const fetched = await withGitSession(sshSession(host), (session) =>
      fetchBranch(session, cache, "main", { known: first }),
    );
    expect(fetched).toEqual({ kind: "fetched", tip: first, relation: "same" });
  });
});

test("a damaged cache is noticed by its words, emptied, and the work done again", async () => {
  const dir = await tempDir();
  plainGit(host.repositoryDir, ["update-ref", "-d", "refs/heads/main"]);
  const tip = foreignCommit(host.repositoryDir, { "a.tf": "one" });
  await withCache(dir, async (cache) => {
    await withGitSession(sshSession(host), (session) => fetchBranch(session, cache, "main"));
    breakObjects(join(cache.gitDir, "objects"));
    const write = async () => {
      await withGitSession(sshSession(host), (session) => fetchBranch(session, cache, "main", { known: tip }));
      return writeEdits(cache, { parent: tip, commits: [commitOf([{ path: "a.tf", content: "two" }])] });
    };
    expect(await healing(cache, write)).toHaveLength(1);
    expect(cache.fresh).toBe(true);
  });
});

test("a parent that the cache does not have is an error that says so, and nothing is written", async () => {
  await withCache(await tempDir(), async (cache) => {
    const commits = [commitOf([{ path: "a.tf", content: "one" }])];
    const attempt = writeEdits(cache, { parent: "1".repeat(40), commits });
    await expect(attempt).rejects.toBeInstanceOf(GitCommandError);
    expect(plainGit(cache.gitDir, ["for-each-ref"])).toBe("");
  });
});

test("an error of the source ends the write and is passed on as it is", async () => {
  await withCache(await tempDir(), async (cache) => {
    const broken = async function* () {
      yield* resourceFiles(5000);
      throw new Error("the database went away");
    };
    const attempt = writeEdits(cache, { parent: null, commits: [{ ...commitOf([]), files: broken() }] });
    await expect(attempt).rejects.toThrow("the database went away");
    expect(plainGit(cache.gitDir, ["for-each-ref"])).toBe("");
  });
});

test("only one holder works in a cache at a time", async () => {
  const dir = await tempDir();
  const first = await openCache(dir);
  await expect(openCache(dir, { waitMs: 50 })).rejects.toThrow("another process is working");
  const order: string[] = [];
  const second = openCache(dir).then((cache) => {
    order.push("second");
    return cache.close();
  });
  order.push("first");
  await first.close();
  await second;
  expect(order).toEqual(["first", "second"]);
});

test("a lock of a living process of this machine is waited for, one of a dead process is taken over", async () => {
  const dir = await tempDir();
  const holder = (pid: number) => JSON.stringify({ pid, host: hostname(), token: "other" });
  writeFileSync(join(dir, "lock"), holder(process.ppid));
  await expect(openCache(dir, { waitMs: 100 })).rejects.toThrow("another process is working");
  await writeFile(join(dir, "lock"), holder(4_194_300));
  await (await openCache(dir, { waitMs: 1000 })).close();
  expect(await readdir(dir)).not.toContain("lock");
});

test("a change can be stopped by its signal", async () => {
  const stop = new AbortController();
  host.faults.delayMs = 20_000;
  const attempt = withGitSession({ ...sshSession(host), signal: stop.signal }, (session) =>
    session.git(["ls-remote", host.url]),
  );
  stop.abort();
  expect((await attempt).ending).toBe("aborted");
  host.faults.delayMs = 0;
});

/** Empties every object and pack, as a power cut may. */
function breakObjects(dir: string): void {
  for (const entry of readdirSync(dir, { recursive: true, withFileTypes: true })) {
    if (!entry.isFile() || /\.idx$/.test(entry.name)) continue;
    const path = join(entry.parentPath, entry.name);
    chmodSync(path, 0o600);
    writeFileSync(path, "");
  }
}

test("a machine without git gives a result that says so, with and without input", async () => {
  const env = { PATH: "/nonexistent" };
  for (const input of [undefined, [Buffer.from("x")]]) {
    const result = await runGit({ args: ["version"], cwd: tmpdir(), env, input });
    expect(result).toMatchObject({ ending: "not-started", exitCode: null });
    expect(result.stderr).toContain("ENOENT");
  }
});

test("a process that writes too much is ended with all it started", async () => {
  const run = { args: ["-c", "alias.flood=!yes | cat", "flood"], cwd: tmpdir(), env: { PATH: process.env.PATH ?? "" } };
  const result = await runGit({ ...run, maxStdoutBytes: 1000 });
  expect(result).toMatchObject({ ending: "output-limit", stdoutTruncated: true });
  expect(result.stdout).toHaveLength(1000);
});
