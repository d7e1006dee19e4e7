import { existsSync } from "node:fs";
import { mkdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { expect, test } from "vitest";
import { writeCommits } from "@/server/integrations/git/commit-stream";
import { commitDiff, fileAt } from "@/server/integrations/git/diff";
import { fetchBranch } from "@/server/integrations/git/fetch";
import { listCommits } from "@/server/integrations/git/log";
import { type GitCache, withCache } from "@/server/integrations/git/repository";
import { withGitSession } from "@/server/integrations/git/session";
import { changedOurFiles, listTree } from "@/server/integrations/git/tree";
import { commitOf, pathSession } from "@/tests/integrations/git-engine/support";
import { bareRepository, foreignCommit, plainGit, tipOf } from "@/tests/support/plain-git";
import { tempDir } from "@/tests/support/temp-dir";

type Entry = readonly [mode: string, content: string];

/** Sets entries of any mode on the branch, by plumbing that does not look at names. */
function hostileCommit(dir: string, entries: Record<string, Entry>): string {
  const lines = Object.entries(entries).map(([name, [mode, content]]) => {
    const id = mode === "160000" ? content : plainGit(dir, ["hash-object", "-w", "--stdin"], content);
    return `${mode} ${mode === "160000" ? "commit" : "blob"} ${id}\t${name}`;
  });
  const tree = plainGit(dir, ["mktree", "--missing"], `${lines.join("\n")}\n`);
  const commit = plainGit(dir, ["commit-tree", tree, "-m", "hostile"]);
  plainGit(dir, ["update-ref", "refs/heads/main", commit]);
  return commit;
}

async function fetched<T>(remote: string, fn: (cache: GitCache, tip: string) => Promise<T>): Promise<T> {
  return withCache(await tempDir(), async (cache) => {
    const result = await withGitSession(pathSession(remote), (session) => fetchBranch(session, cache, "main"));
    if (result.kind !== "fetched") throw new Error(result.kind === "failed" ? result.result.stderr : result.kind);
    return fn(cache, result.tip);
  });
}

test("trees with .git look-alikes are refused when fetched", async () => {
  for (const name of [".git", ".GIT", "git~1", ".g\u200cit"]) {
    const remote = bareRepository(await tempDir());
    hostileCommit(remote, { [name]: ["100644", "x"] });
    await expect(fetched(remote, async () => "fetched")).rejects.toThrow(/fsck|hasDotgit|error/);
  }
});

test("links and submodules among our files are seen as different and replaced by plain files", async () => {
  const remote = bareRepository(await tempDir());
  hostileCommit(remote, {
    "web.tf": ["120000", "/etc/passwd"],
    sources: ["120000", ".."],
    lib: ["160000", "1".repeat(40)],
  });
  await fetched(remote, async (cache, tip) => {
    const before = await listTree(cache, tip, "");
    expect(before.get("web.tf")).toMatch(/^120000 /);
    expect(before.get("lib")).toBe(`160000 ${"1".repeat(40)}`);
    const files = [
      { path: "web.tf", content: "ours\n" },
      { path: "sources/app.tf", content: "ours\n" },
    ];
    const [commit = ""] = await writeCommits(cache, { parent: tip, commits: [commitOf(files)] });
    expect(plainGit(cache.gitDir, ["ls-tree", "-r", "--format=%(objectmode) %(path)", commit]).split("\n")).toEqual([
      "160000 lib",
      "100644 sources/app.tf",
      "100644 web.tf",
    ]);
    expect((await commitDiff(cache, commit)).files.map((file) => file.path)).toEqual([
      "sources",
      "sources/app.tf",
      "web.tf",
    ]);
  });
});

test("hooks, filters and attributes of a repository run nothing", async () => {
  const parent = await tempDir();
  const remote = bareRepository(parent);
  const proof = join(parent, "proof");
  foreignCommit(remote, { ".gitattributes": "* filter=evil diff=evil\n", "a.tf": "one\n" });
  await fetched(remote, async (cache, tip) => {
    await mkdir(join(cache.gitDir, "hooks"));
    for (const hook of ["pre-push", "reference-transaction", "post-index-change"]) {
      await writeFile(join(cache.gitDir, "hooks", hook), `#!/bin/sh\ntouch '${proof}'\n`, { mode: 0o755 });
    }
    await writeCommits(cache, { parent: tip, commits: [commitOf([{ path: "a.tf", content: "two\n" }])] });
    expect((await fileAt(cache, tip, "a.tf"))?.bytes.toString()).toBe("one\n");
  });
  expect(existsSync(proof)).toBe(false);
});

test("paths and messages made to confuse a parser are read back exactly", async () => {
  const remote = bareRepository(await tempDir());
  const odd = ["a b.tf", "-rf", "tab\tname", "new\nline", 'quo"te', "ünïcode.tf", "*", ":(glob)x"];
  const message = "Subject\n\n:100644 100644 0 0 M\ncommit 1234\ndiff --git a/x b/x\n\nKey: value\n";
  const quoted = odd.map((path) => [
    `"${path.replaceAll('"', '\\"').replaceAll("\n", "\\n").replaceAll("\t", "\\t")}"`,
    "x",
  ]);
  const before = foreignCommit(remote, { "first.md": "1" });
  foreignCommit(remote, Object.fromEntries(quoted), message);
  await fetched(remote, async (cache, tip) => {
    await withGitSession(pathSession(remote), (session) => fetchBranch(session, cache, "main", { known: before }));
    const { commits } = await listCommits(cache, { after: before, upTo: tip });
    expect(commits.map((commit) => commit.message.trim())).toEqual([message.trim()]);
    expect(commits[0]?.changes.map((change) => change.path).toSorted()).toEqual(odd.toSorted());
    expect((await changedOurFiles(cache, before, tip, (path) => path === "new\nline")).map((one) => one.edit)).toEqual([
      "added",
    ]);
    expect((await fileAt(cache, tip, "*"))?.bytes.toString()).toBe("x");
  });
  expect(tipOf(remote)).not.toBeNull();
});
