import { execFileSync } from "node:child_process";
import { existsSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { mkdir, readdir, stat } from "node:fs/promises";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { listRemote } from "@/server/integrations/git/fetch";
import { pushBranch } from "@/server/integrations/git/push";
import { withCache } from "@/server/integrations/git/repository";
import { withGitSession } from "@/server/integrations/git/session";
import { sweepGitSessions } from "@/server/integrations/git/session-sweep";
import { writeEdits } from "@/server/integrations/git/write-edits";
import { commitOf, httpsSession, resourceFiles, sshSession } from "@/tests/integrations/git-engine/support";
import { type HttpsGitHost, startHttpsGitHost } from "@/tests/support/https-git-host";
import { type SshGitHost, startSshGitHost } from "@/tests/support/ssh-git-host";
import { tempDir } from "@/tests/support/temp-dir";

const TOKEN = "ghp_0123456789abcdefTOKEN";
let https: HttpsGitHost;
let ssh: SshGitHost;
beforeAll(async () => {
  [https, ssh] = await Promise.all([startHttpsGitHost(), startSshGitHost()]);
  https.tokens.set(TOKEN, "write");
});
afterAll(() => Promise.all([https.close(), ssh.close()]));

/** Arguments and environment of every process on this machine that can be read, this one left out. */
function visibleProcesses(): string {
  const texts: string[] = [];
  for (const pid of readdirSync("/proc").filter((name) => /^\d+$/.test(name) && Number(name) !== process.pid)) {
    for (const file of ["cmdline", "environ"]) {
      try {
        texts.push(readFileSync(`/proc/${pid}/${file}`, "latin1"));
      } catch {
        // Gone, or somebody else's.
      }
    }
  }
  return texts.join("\n");
}

/** Names of files below `dir` that hold `text`. */
function filesHolding(dir: string, text: string): string[] {
  const names = readdirSync(dir, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
  return names.map((entry) => join(entry.parentPath, entry.name)).filter((path) => readFileSync(path).includes(text));
}

test.skipIf(!existsSync("/proc/self/cmdline"))(
  "no process shows the token in its arguments or environment",
  async () => {
    https.faults.delayMs = 60;
    const seen: string[] = [];
    const watch = setInterval(() => seen.push(visibleProcesses()), 10);
    await withCache(await tempDir(), async (cache) => {
      const [commit = ""] = await writeEdits(cache, { parent: null, commits: [commitOf(resourceFiles(50))] });
      await withGitSession(httpsSession(https, TOKEN), async (session) => {
        expect((await pushBranch(session, cache, { branch: "main", commit, expected: null })).kind).toBe("pushed");
      });
    });
    clearInterval(watch);
    https.faults.delayMs = 0;
    expect(seen.some((text) => text.includes("git-remote-https") || text.includes("remote-https"))).toBe(true);
    expect(seen.filter((text) => text.includes(TOKEN))).toEqual([]);
  },
);

test("no file holds a secret after the session, neither in the cache nor in the temporary folder", async () => {
  const [dir, tempRoot] = [await tempDir(), await tempDir()];
  const secretLine = ssh.privateKey.split("\n")[2] ?? "";
  await withCache(dir, async (cache) => {
    await writeEdits(cache, { parent: null, commits: [commitOf(resourceFiles(5))] });
    for (const options of [httpsSession(https, TOKEN), sshSession(ssh)]) {
      await withGitSession({ ...options, tempRoot }, async (session) => {
        expect((await listRemote(session)).kind).toBe("listed");
        const secret = options.credential.kind === "token" ? TOKEN : secretLine;
        expect(filesHolding(tempRoot, secret)).toHaveLength(1);
      });
    }
  });
  expect(filesHolding(dir, TOKEN)).toEqual([]);
  expect(filesHolding(dir, secretLine)).toEqual([]);
  expect(await readdir(tempRoot)).toEqual([]);
});

test("a session's files are for their owner only, and go even when the work fails", async () => {
  const tempRoot = await tempDir();
  const work = withGitSession({ ...sshSession(ssh), tempRoot }, async (session) => {
    expect((await stat(session.dir)).mode & 0o777).toBe(0o700);
    for (const name of await readdir(session.dir))
      expect((await stat(join(session.dir, name))).mode & 0o777).toBe(0o600);
    throw new Error("the work failed");
  });
  await expect(work).rejects.toThrow("the work failed");
  expect(await readdir(tempRoot)).toEqual([]);
});

test("git inherits nothing of the server's environment", async () => {
  process.env.TRIBUTARY_TEST_SECRET = "database password";
  await withGitSession(sshSession(ssh), async (session) => {
    const result = await session.git(["-c", "alias.show-env=!env", "show-env"]);
    expect(result.stdout.toString()).not.toContain("TRIBUTARY_TEST_SECRET");
    expect(result.stdout.toString()).toContain("GIT_TERMINAL_PROMPT=0");
  });
  delete process.env.TRIBUTARY_TEST_SECRET;
});

test("leftovers of ended processes are swept, those of living ones stay", async () => {
  const tempRoot = await tempDir();
  const ended = Number(execFileSync("sh", ["-c", "echo $$"], { encoding: "utf8" }));
  const leftover = join(tempRoot, `tributary-git-${ended}-0123456789ab`);
  const living = join(tempRoot, `tributary-git-${process.ppid}-0123456789ab`);
  for (const dir of [leftover, living, join(tempRoot, "tributary-git-notes")]) {
    await mkdir(dir);
    writeFileSync(join(dir, "key"), "secret");
  }
  expect(await sweepGitSessions(tempRoot)).toBe(1);
  expect(await readdir(tempRoot)).toEqual(
    [`tributary-git-${process.ppid}-0123456789ab`, "tributary-git-notes"].toSorted(),
  );
});

test("a URL that smuggles something is refused before git starts", async () => {
  const credential = { kind: "ssh-key", privateKey: ssh.privateKey } as const;
  const bad = [
    "ext::sh -c id",
    "-oProxyCommand=id",
    "ssh://-oProxyCommand=id/x",
    "ssh://git@h/a\nb",
    "file:///etc",
    "/etc",
    "git@-host:x",
    "git://h/x",
    "git@h:-x",
  ];
  for (const remote of bad) {
    await expect(withGitSession({ remote, credential }, async () => "ran")).rejects.toThrow(TypeError);
  }
  const token = { kind: "token", username: "x", token: TOKEN } as const;
  for (const remote of ["https://x:y@github.com/a/b", "http://github.com/a/b", "https://github.com/a/b?x=1"]) {
    const attempt = withGitSession({ remote, credential: token }, async () => "ran");
    await expect(attempt).rejects.toThrow("cannot be handed to git");
  }
});
