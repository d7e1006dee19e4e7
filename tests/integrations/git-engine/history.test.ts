import { expect, test } from "vitest";
import { writeCommits } from "@/server/integrations/git/commit-stream";
import { commitDiff, fileAt } from "@/server/integrations/git/diff";
import { listCommits } from "@/server/integrations/git/log";
import { type GitCache, maintainCache, withCache } from "@/server/integrations/git/repository";
import { parseTrailers, withTrailers } from "@/server/integrations/git/trailers";
import { listTree, replayCommits } from "@/server/integrations/git/tree";
import { ANA, commitOf, PRODUCT, resourceFiles } from "@/tests/integrations/git-engine/support";
import { plainGit } from "@/tests/support/plain-git";
import { tempDir } from "@/tests/support/temp-dir";

async function inCache<T>(fn: (cache: GitCache) => Promise<T>): Promise<T> {
  return withCache(await tempDir(), fn);
}

test("the log gives author, subject, trailers and files of each commit, newest first", async () => {
  await inCache(async (cache) => {
    const message = withTrailers("Source 'web' modified by ana@example.com", [{ token: "Change-Id", value: "c 1\nx" }]);
    const commits = [
      commitOf([{ path: "a.tf", content: "1" }], "First"),
      commitOf(
        [
          { path: "a.tf", content: null },
          { path: "b.tf", content: "2" },
        ],
        message,
      ),
    ];
    const [first = "", second = ""] = await writeCommits(cache, { parent: null, commits });
    const log = await listCommits(cache, { after: null, upTo: second });
    expect(log.truncated).toBe(false);
    expect(log.commits.map((commit) => commit.id)).toEqual([second, first]);
    expect(log.commits[0]).toMatchObject({
      author: ANA,
      committer: PRODUCT,
      subject: "Source 'web' modified by ana@example.com",
      trailers: [{ token: "Change-Id", value: "c 1 x" }],
      parents: [first],
    });
    expect(log.commits[0]?.changes.map((change) => change.path)).toEqual(["a.tf", "b.tf"]);
    expect((await listCommits(cache, { after: first, upTo: second })).commits).toHaveLength(1);
    expect(await listCommits(cache, { after: null, upTo: second, limit: 1 })).toMatchObject({
      truncated: true,
      commits: [{ id: second }],
    });
    expect((await listCommits(cache, { after: second, upTo: second })).commits).toEqual([]);
  });
});

test("trailers are the last paragraph only when all of it is trailers", () => {
  expect(parseTrailers("Subject: not a trailer\n")).toEqual([]);
  expect(parseTrailers("S\n\nA: 1\nnot one\n")).toEqual([]);
  expect(parseTrailers("S\n\ntext\n\nA: 1\n  more\nB-C:2\n")).toEqual([
    { token: "A", value: "1 more" },
    { token: "B-C", value: "2" },
  ]);
  expect(withTrailers("S", [])).toBe("S");
});

test("a diff shows numbers and patches, and says binary for bytes", async () => {
  await inCache(async (cache) => {
    const before = [
      { path: "a.tf", content: "one\ntwo\n" },
      { path: "gone.tf", content: "x\n" },
    ];
    const after = [
      { path: "a.tf", content: "one\n2\n" },
      { path: "gone.tf", content: null },
      { path: "new.bin", content: Buffer.from([0, 1, 2]) },
      { path: 'odd "name".tf', content: "no newline" },
    ];
    const [, commit = ""] = await writeCommits(cache, { parent: null, commits: [commitOf(before), commitOf(after)] });
    const diff = await commitDiff(cache, commit);
    expect(diff).toMatchObject({ fileCount: 4, added: 2, deleted: 2, cut: false });
    expect(diff.files).toEqual([
      { path: "a.tf", added: 1, deleted: 1, patch: "@@ -1,2 +1,2 @@\n one\n-two\n+2", cut: false },
      { path: "gone.tf", added: 0, deleted: 1, patch: "@@ -1 +0,0 @@\n-x", cut: false },
      { path: "new.bin", added: null, deleted: null, patch: null, cut: false },
      {
        path: 'odd "name".tf',
        added: 1,
        deleted: 0,
        patch: "@@ -0,0 +1 @@\n+no newline\n\\ No newline at end of file",
        cut: false,
      },
    ]);
  });
});

test("a huge diff is cut by files, bytes and lines, and its numbers stay true", async () => {
  await inCache(async (cache) => {
    const [commit = ""] = await writeCommits(cache, { parent: null, commits: [commitOf(resourceFiles(500))] });
    const few = await commitDiff(cache, commit, { maxFiles: 10, maxLinesPerFile: 2 });
    expect(few).toMatchObject({ fileCount: 500, added: 2500, cut: true });
    expect(few.files).toHaveLength(10);
    expect(few.files.every((file) => file.cut && file.patch?.split("\n").length === 2)).toBe(true);
    const small = await commitDiff(cache, commit, { maxFiles: 100, maxBytes: 2000 });
    expect(small.files).toHaveLength(100);
    expect(small.files.at(-1)).toMatchObject({ patch: null, cut: true });
  });
});

test("a file is read at any commit, cut at a limit, and null when it is not there", async () => {
  await inCache(async (cache) => {
    const [one = "", two = ""] = await writeCommits(cache, {
      parent: null,
      commits: [
        commitOf([{ path: "d/a.tf", content: "first" }]),
        commitOf([{ path: "d/a.tf", content: "x".repeat(5000) }]),
      ],
    });
    expect(await fileAt(cache, one, "d/a.tf")).toEqual({ bytes: Buffer.from("first"), binary: false, cut: false });
    expect(await fileAt(cache, two, "d/a.tf", 100)).toMatchObject({ bytes: Buffer.from("x".repeat(100)), cut: true });
    expect(await fileAt(cache, two, "d")).toBeNull();
    expect(await fileAt(cache, two, "nothing")).toBeNull();
  });
});

test("replayed commits keep author, message, files and order on the new base", async () => {
  await inCache(async (cache) => {
    const write = (parent: string | null, ...commits: ReturnType<typeof commitOf>[]) =>
      writeCommits(cache, { parent, commits });
    const [base = ""] = await write(
      null,
      commitOf([
        { path: "a.tf", content: "0" },
        { path: "b.tf", content: "0" },
      ]),
    );
    const ours = await write(
      base,
      commitOf([{ path: "a.tf", content: "1" }], "One"),
      commitOf([{ path: "b.tf", content: null }], "Two"),
    );
    const [theirs = ""] = await write(
      base,
      commitOf([
        { path: "a.tf", content: "by hand" },
        { path: "c.md", content: "c" },
      ]),
    );
    const replayed = await replayCommits(cache, { base, tip: ours.at(-1) ?? "", onto: theirs, committer: PRODUCT });
    expect(replayed.map((one) => one.from)).toEqual(ours);
    const tip = replayed.at(-1)?.to ?? "";
    expect((await listCommits(cache, { after: theirs, upTo: tip })).commits.map((one) => one.subject)).toEqual([
      "Two",
      "One",
    ]);
    expect([...(await listTree(cache, tip, "")).keys()]).toEqual(["a.tf", "c.md"]);
    expect((await fileAt(cache, tip, "a.tf"))?.bytes.toString()).toBe("1");
  });
});

test("many small commits are packed together, and nothing is lost", async () => {
  await inCache(async (cache) => {
    expect(await maintainCache(cache)).toBe(false);
    let parent: string | null = null;
    for (let i = 0; i < 45; i += 1) {
      const ids: string[] = await writeCommits(cache, {
        parent,
        commits: [commitOf([{ path: "a.tf", content: `${i}` }])],
      });
      parent = ids.at(-1) ?? null;
    }
    await maintainCache(cache);
    expect(plainGit(cache.gitDir, ["rev-list", "--count", parent ?? ""])).toBe("45");
    plainGit(cache.gitDir, ["fsck"]);
  });
}, 60_000);
