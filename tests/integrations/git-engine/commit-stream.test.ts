import fc from "fast-check";
import { expect, test } from "vitest";
import { identityText, messageText } from "@/server/integrations/git/commit-identity";
import { blobId, writeCommits } from "@/server/integrations/git/commit-stream";
import { withCache } from "@/server/integrations/git/repository";
import { changedOurFiles, listTree } from "@/server/integrations/git/tree";
import { assertTreePath } from "@/server/integrations/git/tree-path";
import { ANA, commitOf, PRODUCT, resourceFiles } from "@/tests/integrations/git-engine/support";
import { plainGit } from "@/tests/support/plain-git";
import { tempDir } from "@/tests/support/temp-dir";

test("the same input gives the same commit ids in another cache", async () => {
  const write = async () =>
    withCache(await tempDir(), (cache) =>
      writeCommits(cache, {
        parent: null,
        commits: [commitOf(resourceFiles(40)), commitOf([{ path: "kind-0/x.tf", content: "x" }])],
      }),
    );
  const first = await write();
  expect(first).toHaveLength(2);
  expect(await write()).toEqual(first);
});

test("a series of commits stands one on the other, and git finds nothing wrong with them", async () => {
  await withCache(await tempDir(), async (cache) => {
    const commits = Array.from({ length: 250 }, (_, i) =>
      commitOf([{ path: `sources/s${i % 7}.tf`, content: `${i}\n` }]),
    );
    const ids = await writeCommits(cache, { parent: null, commits });
    expect(plainGit(cache.gitDir, ["rev-list", "--reverse", ids.at(-1) ?? ""]).split("\n")).toEqual(ids);
    plainGit(cache.gitDir, ["fsck", "--strict"]);
  });
});

test("files are deleted with their folders, and all others are left alone", async () => {
  await withCache(await tempDir(), async (cache) => {
    const files = ["sources/a.tf", "sources/deep/b.tf", "notes/c.md"].map((path) => ({ path, content: path }));
    const [parent = ""] = await writeCommits(cache, { parent: null, commits: [commitOf(files)] });
    const gone = ["sources/a.tf", "sources/deep/b.tf"].map((path) => ({ path, content: null }));
    const commit = commitOf([...gone, { path: "sources/new.tf", content: "new" }]);
    const [id = ""] = await writeCommits(cache, { parent, commits: [commit] });
    expect([...(await listTree(cache, id, "")).keys()]).toEqual(["notes/c.md", "sources/new.tf"]);
    expect([...(await listTree(cache, id, "sources")).keys()]).toEqual(["sources/new.tf"]);
    const ours = (path: string) => path.startsWith("sources/");
    expect((await changedOurFiles(cache, parent, id, ours)).map((one) => `${one.edit} ${one.path}`)).toEqual([
      "deleted sources/a.tf",
      "deleted sources/deep/b.tf",
      "added sources/new.tf",
    ]);
  });
});

test("blob ids computed here are git's, so that a full sync can tell what differs", async () => {
  await withCache(await tempDir(), async (cache) => {
    const contents = ["", "text\n", "ünïcode ✓", Buffer.from([0, 255, 10, 13])];
    const files = contents.map((content, i) => ({ path: `f${i}`, content }));
    const [id = ""] = await writeCommits(cache, { parent: null, commits: [commitOf(files)] });
    expect([...(await listTree(cache, id, "")).values()]).toEqual(contents.map(blobId));
  });
});

test("no commits are no work", async () => {
  await withCache(await tempDir(), async (cache) => {
    expect(await writeCommits(cache, { parent: null, commits: [] })).toEqual([]);
  });
});

test("any name, message, content and accepted path survive, whatever they hold", async () => {
  await withCache(await tempDir(), async (cache) => {
    const text = fc.string({ unit: "binary", maxLength: 40 });
    const nasty = fc.constantFrom(
      "a>b <c@d> 1 +0000\ncommit refs/heads/x",
      'M 100644 inline "x',
      "\ndone\n",
      "data 5\n",
      '"',
    );
    const path = fc.oneof(text, nasty).filter(isAccepted);
    const commit = fc.record({
      name: fc.oneof(text, nasty),
      email: fc.oneof(text, nasty),
      message: fc.oneof(text, nasty),
      path,
      content: fc.oneof(text, nasty),
    });
    await fc.assert(
      fc.asyncProperty(commit, async (one) => {
        const author = { name: one.name, email: one.email, date: ANA.date };
        const files = [{ path: one.path, content: one.content }];
        const commits = [{ files, message: one.message, author, committer: PRODUCT }];
        const [id = ""] = await writeCommits(cache, { parent: null, commits });
        expect(await listTree(cache, id, "")).toEqual(new Map([[one.path, blobId(one.content)]]));
        const raw = plainGit(cache.gitDir, ["cat-file", "commit", id]);
        expect(raw.split("\n").filter((line) => line.startsWith("author "))[0]).toBe(`author ${identityText(author)}`);
      }),
      { numRuns: 60 },
    );
    plainGit(cache.gitDir, ["fsck", "--strict"]);
  });
}, 60_000);

test("paths that lead out of the tree or into .git are refused", () => {
  const bad = [
    "",
    "/a",
    "a//b",
    "../a",
    "a/./b",
    "a/..",
    ".git/config",
    "x/.GIT",
    "git~1",
    ".git.",
    ".git ",
    ".git::$DATA",
    ".g\u200dit",
    "a\\b",
    "a\0b",
    "a\nb",
    "x".repeat(256),
    "\ud800",
  ];
  for (const path of bad) expect(() => assertTreePath(path), path).toThrow(TypeError);
  for (const path of ["a", "a/b.tf", ".gitignore", ".github/x.yml", "with space", "-x", "é"])
    expect(() => assertTreePath(path)).not.toThrow();
});

test("an identity is one line with one pair of angle brackets, and never empty", () => {
  const date = new Date(1_700_000_000_999);
  expect(identityText({ name: " A\nB <c> ", email: "x y<z>@q\n", date })).toBe("A B c <xyz@q> 1700000000 +0000");
  expect(identityText({ name: "<>", email: "ana@example.com", date })).toBe("ana <ana@example.com> 1700000000 +0000");
  expect(identityText({ name: "", email: "", date })).toBe("unknown <> 1700000000 +0000");
  expect(() => identityText({ name: "a", email: "b", date: new Date(Number.NaN) })).toThrow(RangeError);
  expect(messageText("Subject\r\n\r\nBody\0  \n\n")).toBe("Subject\n\nBody\n");
});

function isAccepted(path: string): boolean {
  try {
    assertTreePath(path);
    return true;
  } catch {
    return false;
  }
}
