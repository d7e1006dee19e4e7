import { readdir } from "node:fs/promises";
import { join } from "node:path";
import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { fetchBranch, listRemote } from "@/server/integrations/git/fetch";
import { pushBranch, pushRef } from "@/server/integrations/git/push";
import { withCache } from "@/server/integrations/git/repository";
import { withGitSession } from "@/server/integrations/git/session";
import { listTree, replayCommits } from "@/server/integrations/git/tree";
import { writeEdits } from "@/server/integrations/git/write-edits";
import { commitOf, PRODUCT, resourceFiles, sshSession } from "@/tests/integrations/git-engine/support";
import { foreignCommit, plainGit, tipOf } from "@/tests/support/plain-git";
import { keyPair, type SshGitHost, startSshGitHost } from "@/tests/support/ssh-git-host";
import { tempDir } from "@/tests/support/temp-dir";

let host: SshGitHost;
beforeAll(async () => {
  host = await startSshGitHost();
});
afterAll(() => host.close());
beforeEach(() => {
  Object.assign(host.faults, { rejectPushes: null, readOnly: null, delayMs: 0, dropAfterBytes: null });
  if (tipOf(host.repositoryDir)) plainGit(host.repositoryDir, ["update-ref", "-d", "refs/heads/main"]);
});

/** Writes one commit on `parent` into the cache at `dir` and pushes it. */
async function writeAndPush(dir: string, parent: string | null, path: string, content: string) {
  return withCache(dir, async (cache) => {
    const [commit = ""] = await writeEdits(cache, { parent, commits: [commitOf([{ path, content }])] });
    const push = await withGitSession(sshSession(host), (session) =>
      pushBranch(session, cache, { branch: "main", commit, expected: parent }),
    );
    return { commit, push };
  });
}

test("an initial import of thousands of files reaches an empty repository", async () => {
  const dir = await tempDir();
  await withCache(dir, async (cache) => {
    await withGitSession(sshSession(host), async (session) => {
      expect(await fetchBranch(session, cache, "main")).toEqual({ kind: "no-branch" });
      const [commit = ""] = await writeEdits(cache, { parent: null, commits: [commitOf(resourceFiles(3000))] });
      const push = await pushBranch(session, cache, { branch: "main", commit, expected: null });
      expect(push.kind).toBe("pushed");
      expect(tipOf(host.repositoryDir)).toBe(commit);
    });
  });
  expect(plainGit(host.repositoryDir, ["ls-tree", "-r", "--name-only", "main"]).split("\n")).toHaveLength(3000);
});

test("a single change is one commit with exactly one file, by its author", async () => {
  const dir = await tempDir();
  const first = await writeAndPush(dir, null, "sources/web.tf", "one\n");
  await writeAndPush(dir, first.commit, "sources/web.tf", "two\n");
  expect(plainGit(host.repositoryDir, ["log", "-1", "--format=%an %ae %cn", "--name-only", "main"])).toBe(
    "Ana Ruiz ana@example.com Tributary\n\nsources/web.tf",
  );
});

test("a fresh cache fetches the last commit only, and commits on it keep all other files", async () => {
  for (let i = 0; i < 5; i += 1) foreignCommit(host.repositoryDir, { [`notes/${i}.md`]: `${i}` });
  const tip = tipOf(host.repositoryDir);
  const dir = await tempDir();
  await withCache(dir, async (cache) => {
    const fetched = await withGitSession(sshSession(host), (session) => fetchBranch(session, cache, "main"));
    expect(fetched).toEqual({ kind: "fetched", tip, relation: "unknown" });
    expect(plainGit(cache.gitDir, ["rev-list", "--count", "refs/tributary/remote"])).toBe("1");
  });
  const { push } = await writeAndPush(dir, tip, "sources/web.tf", "one\n");
  expect(push).toMatchObject({ kind: "pushed", previous: tip });
  expect(plainGit(host.repositoryDir, ["ls-tree", "-r", "--name-only", "main"]).split("\n")).toHaveLength(6);
  plainGit(host.repositoryDir, ["fsck", "--strict"]);
});

test("a lost cache finds the history back to the last known commit", async () => {
  const known = foreignCommit(host.repositoryDir, { "sources/web.tf": "one\n" });
  for (let i = 0; i < 10; i += 1) foreignCommit(host.repositoryDir, { "sources/web.tf": `by hand ${i}\n` });
  await withCache(await tempDir(), async (cache) => {
    const fetched = await withGitSession(sshSession(host), (session) => fetchBranch(session, cache, "main", { known }));
    expect(fetched).toMatchObject({ kind: "fetched", relation: "ahead" });
  });
});

test("a rewritten branch is told apart from one that only grew", async () => {
  const dir = await tempDir();
  const { commit } = await writeAndPush(dir, null, "a.tf", "one\n");
  plainGit(host.repositoryDir, ["update-ref", "-d", "refs/heads/main"]);
  foreignCommit(host.repositoryDir, { "other.md": "a new beginning" });
  await withCache(dir, async (cache) => {
    const fetched = await withGitSession(sshSession(host), (session) =>
      fetchBranch(session, cache, "main", { known: commit }),
    );
    expect(fetched).toMatchObject({ kind: "fetched", relation: "rewritten" });
  });
});

test("a branch that moved is never overwritten: pending commits go on top of the other person's", async () => {
  const dir = await tempDir();
  const { commit: base } = await writeAndPush(dir, null, "sources/web.tf", "one\n");
  const theirs = foreignCommit(host.repositoryDir, { "README.md": "by hand", "sources/web.tf": "edited\n" });
  const { commit, push } = await writeAndPush(dir, base, "sources/web.tf", "two\n");
  expect(push.kind).toBe("moved");
  expect(tipOf(host.repositoryDir)).toBe(theirs);
  await withCache(dir, (cache) =>
    withGitSession(sshSession(host), async (session) => {
      await fetchBranch(session, cache, "main", { known: base });
      const replayed = await replayCommits(cache, { base, tip: commit, onto: theirs, committer: PRODUCT });
      const again = replayed.at(-1)?.to ?? "";
      expect(await pushBranch(session, cache, { branch: "main", commit: again, expected: theirs })).toMatchObject({
        kind: "pushed",
        previous: theirs,
      });
      expect([...(await listTree(cache, again, "")).keys()]).toEqual(["README.md", "sources/web.tf"]);
    }),
  );
  expect(plainGit(host.repositoryDir, ["show", "main:sources/web.tf"])).toBe("two");
});

test("a branch that a person set back is not filled again behind their back", async () => {
  const dir = await tempDir();
  const { commit: first } = await writeAndPush(dir, null, "a.tf", "one\n");
  const { commit: second } = await writeAndPush(dir, first, "a.tf", "a secret that had to go\n");
  plainGit(host.repositoryDir, ["update-ref", "refs/heads/main", first]);
  expect((await writeAndPush(dir, second, "a.tf", "three\n")).push.kind).toBe("moved");
  expect(tipOf(host.repositoryDir)).toBe(first);
});

test("pushing the same commit twice is harmless", async () => {
  const dir = await tempDir();
  const { commit } = await writeAndPush(dir, null, "a.tf", "one\n");
  await withCache(dir, (cache) =>
    withGitSession(sshSession(host), async (session) => {
      expect(await pushBranch(session, cache, { branch: "main", commit, expected: null })).toEqual({
        kind: "up-to-date",
      });
    }),
  );
});

test("a push that does not go forward is refused before any connection", async () => {
  const dir = await tempDir();
  const { commit } = await writeAndPush(dir, null, "a.tf", "one\n");
  await withCache(dir, async (cache) => {
    const [stray = ""] = await writeEdits(cache, {
      parent: null,
      commits: [commitOf([{ path: "b.tf", content: "x" }])],
    });
    await withGitSession(sshSession(host), async (session) => {
      await expect(pushBranch(session, cache, { branch: "main", commit: stray, expected: commit })).rejects.toThrow(
        RangeError,
      );
    });
  });
  expect(tipOf(host.repositoryDir)).toBe(commit);
});

test("a refusing hook gives the host's own words", async () => {
  host.faults.rejectPushes = "GH013: Repository rule violations found for refs/heads/main.";
  const { push } = await writeAndPush(await tempDir(), null, "a.tf", "one\n");
  expect(push).toMatchObject({ kind: "rejected", reason: "pre-receive hook declined" });
  expect(push.kind === "rejected" && push.result.stderr).toContain("remote: GH013: Repository rule violations found");
  expect(tipOf(host.repositoryDir)).toBeNull();
});

test("a key that may only read fails with the host's words", async () => {
  host.faults.readOnly = "ERROR: The key you are authenticating with has been marked as read only.";
  const { push } = await writeAndPush(await tempDir(), null, "a.tf", "one\n");
  expect(push.kind === "failed" && push.result.stderr).toContain("marked as read only");
});

test("an unregistered key, a changed host key and a host that is down are failures with git's words", async () => {
  const words = async (change: Partial<ReturnType<typeof sshSession>>) =>
    withGitSession({ ...sshSession(host), ...change }, async (session) => {
      const listed = await listRemote(session);
      return listed.kind === "failed" ? listed.result.stderr : "listed";
    });
  expect(await words({ credential: { kind: "ssh-key", privateKey: keyPair().privateKey } })).toContain(
    "Permission denied (publickey)",
  );
  const trusted = host.hostKeyLine;
  await host.down();
  expect(await words({})).toContain("Connection refused");
  await host.up({ newHostKey: true });
  expect(await words({ knownHosts: trusted })).toContain("REMOTE HOST IDENTIFICATION HAS CHANGED");
  expect(await words({ knownHosts: "" })).toContain("Host key verification failed");
  expect(await words({})).toBe("listed");
});

test("a slow host is ended at the time limit, and a cut connection leaves branch and cache whole", async () => {
  const dir = await tempDir();
  host.faults.delayMs = 20_000;
  await withGitSession({ ...sshSession(host), timeoutMs: 700 }, async (session) => {
    const listed = await listRemote(session);
    expect(listed.kind === "failed" && listed.result.ending).toBe("timeout");
  });
  host.faults.delayMs = 0;
  host.faults.dropAfterBytes = 100;
  const cut = await writeAndPush(dir, null, "a.tf", "one\n");
  expect(cut.push.kind).toBe("failed");
  host.faults.dropAfterBytes = null;
  const { commit, push } = await writeAndPush(dir, null, "a.tf", "one\n");
  expect(push.kind).toBe("pushed");
  expect(commit).toBe(cut.commit);
});

test("a scratch ref can be pushed and deleted without touching the branch", async () => {
  const dir = await tempDir();
  const { commit } = await writeAndPush(dir, null, "a.tf", "one\n");
  const ref = "refs/heads/tributary-check/1";
  await withCache(dir, (cache) =>
    withGitSession(sshSession(host), async (session) => {
      expect((await pushRef(session, cache, { ref, commit, expected: null })).kind).toBe("pushed");
      const listed = await listRemote(session);
      expect(listed.kind === "listed" && [...listed.remote.refs.keys()]).toEqual(["HEAD", "refs/heads/main", ref]);
      expect((await pushRef(session, cache, { ref, commit: null, expected: commit })).kind).toBe("pushed");
    }),
  );
  expect(tipOf(host.repositoryDir, "tributary-check/1")).toBeNull();
});

test("nothing of a session stays on disk", async () => {
  const tempRoot = await tempDir();
  await withGitSession({ ...sshSession(host), tempRoot }, async (session) => {
    await listRemote(session);
    expect(await readdir(join(session.dir))).toContain("key");
  });
  expect(await readdir(tempRoot)).toEqual([]);
});
