import { readdirSync } from "node:fs";
import { join } from "node:path";
import fc from "fast-check";
import { expect, test } from "vitest";
import { blobId, writeCommits } from "@/server/integrations/git/commit-stream";
import { CommitTrees } from "@/server/integrations/git/commit-trees";
import type { NewCommit } from "@/server/integrations/git/fast-import";
import { blobsAt } from "@/server/integrations/git/read-blobs";
import { type GitCache, withCache } from "@/server/integrations/git/repository";
import { writeEdits } from "@/server/integrations/git/write-edits";
import { commitOf, resourceFiles } from "@/tests/integrations/git-engine/support";
import { plainGit } from "@/tests/support/plain-git";
import { tempDir } from "@/tests/support/temp-dir";

/** The same cache, and the git commands that were run in it. */
function watched(cache: GitCache): { cache: GitCache; commands: string[] } {
  const commands: string[] = [];
  const git: GitCache["git"] = (args, run) => {
    commands.push(args[0] ?? "");
    return cache.git(args, run);
  };
  return { cache: { ...cache, git }, commands };
}

// Names that sort close to each other, before and behind a folder of the same beginning.
const BASE = [
  "a.tf",
  "a/x.tf",
  "a/x",
  "a-b/x.tf",
  "a.b/x.tf",
  "a0/x.tf",
  "z/deep/er/x.tf",
  "z/é ü.tf",
  'z/"q".tf',
  "zz",
];
const PATHS = [
  ...BASE,
  "a/w.tf",
  "a/x.tfx",
  "a/y",
  "a",
  "a-b",
  "z/deep/er/y.tf",
  "z/deep",
  "z/new/x.tf",
  "zz/x",
  "new.tf",
];

const edits = fc.array(
  fc.array(
    fc.record({ path: fc.constantFrom(...PATHS), content: fc.option(fc.string({ maxLength: 5 }), { nil: null }) }),
    { minLength: 0, maxLength: 3 },
  ),
  { minLength: 1, maxLength: 3 },
);

test("any edits get the ids that git gives them, and git finds nothing wrong with them", async () => {
  await withCache(await tempDir(), async (cache) => {
    const base = BASE.map((path) => ({ path, content: path }));
    const [parent = ""] = await writeCommits(cache, { parent: null, commits: [commitOf(base)] });
    await fc.assert(
      fc.asyncProperty(edits, async (series) => {
        const commits = series.map((files, n) => commitOf(files, `Change ${n} "ünïcode"\r\n\r\nTrailer: yes`));
        const ours = await writeEdits(cache, { parent, commits });
        expect(ours).toEqual(await writeCommits(cache, { parent, commits }));
      }),
      { numRuns: 60 },
    );
    plainGit(cache.gitDir, ["fsck", "--strict"]);
  });
});

test("an edit among thousands of files only reads its folders and writes what is new", async () => {
  await withCache(await tempDir(), async (real) => {
    const { cache, commands } = watched(real);
    const files = [...resourceFiles(3000)];
    const [parent = ""] = await writeCommits(cache, { parent: null, commits: [commitOf(files)] });
    commands.length = 0;
    const path = files[1234]?.path ?? "";
    const commits: NewCommit[] = [
      commitOf([{ path, content: "one\n" }]),
      commitOf([{ path, content: null }]),
      commitOf([{ path: path.replace(".tf", "-new.tf"), content: "two\n" }]),
    ];
    const trees = new CommitTrees(cache);
    expect([...(await trees.blobsAt(parent, [path, "nowhere/x.tf"])).keys()]).toEqual([path]);
    const ids = await writeEdits(cache, { parent, commits }, trees);
    expect(commands).toEqual(["cat-file"]);
    expect(plainGit(cache.gitDir, ["rev-parse", "refs/tributary/written"])).toBe(ids[2]);
    expect(plainGit(cache.gitDir, ["diff-tree", "-r", "--no-renames", "--name-status", parent, ids[2] ?? ""])).toBe(
      [`A\t${path.replace(".tf", "-new.tf")}`, `D\t${path}`].join("\n"),
    );
    plainGit(cache.gitDir, ["fsck", "--strict"]);
    plainGit(cache.gitDir, ["repack", "-a", "-d", "-q"]);
    expect(plainGit(cache.gitDir, ["rev-list", `${parent}..${ids[2]}`]).split("\n")).toEqual(ids.toReversed());
  });
});

test("a push after an edit in a large folder sends the difference, not the folder", async () => {
  await withCache(await tempDir(), async (cache) => {
    const files = Array.from({ length: 9000 }, (_, n) => ({ path: `a/${blobId(`${n}`)}.tf`, content: `${n}` }));
    const [parent = ""] = await writeCommits(cache, { parent: null, commits: [commitOf(files)] });
    const [first, last] = [files[0]?.path ?? "", files.at(-1)?.path ?? ""];
    const commits = [commitOf([{ path: first, content: "new" }]), commitOf([{ path: last, content: null }])];
    const ids = await writeEdits(cache, { parent, commits });
    const [one = "", two = ""] = ids;
    // With such a window git compares nothing: it sends what is stored.
    const sent = plainGit(
      cache.gitDir,
      ["pack-objects", "--revs", "--thin", "--stdout", "-q", "--window=1"],
      `${two}\n^${parent}\n`,
    );
    expect(sent.length).toBeLessThan(2000);
    expect(plainGit(cache.gitDir, ["diff-tree", "-r", "--name-only", parent, one])).toBe(first);
    expect(plainGit(cache.gitDir, ["diff-tree", "-r", "--name-only", one, two])).toBe(last);
    plainGit(cache.gitDir, ["fsck", "--strict"]);
  });
});

test("says the same of a file as git does, plain, executable, linked or a folder", async () => {
  await withCache(await tempDir(), async (cache) => {
    const text = { path: "a/plain.tf", content: "x\n" };
    const [parent = ""] = await writeCommits(cache, { parent: null, commits: [commitOf([text])] });
    const blob = plainGit(cache.gitDir, ["rev-parse", `${parent}:${text.path}`]);
    const files = (["100755", "120000"] as const).map((mode) => ({ path: `a/${mode}`, blob, mode }));
    const [commit = ""] = await writeCommits(cache, { parent, commits: [commitOf(files)] });
    const paths = ["a/plain.tf", "a/100755", "a/120000", "a/none", "b/none"];
    const found = await new CommitTrees(cache).blobsAt(commit, paths);
    expect(found).toEqual(await blobsAt(cache, commit, paths));
    const [next = ""] = await writeEdits(cache, {
      parent: commit,
      commits: [commitOf([{ path: "a/120000", content: "y" }])],
    });
    expect(plainGit(cache.gitDir, ["ls-tree", next, "a/120000"])).toMatch(/^100644 blob/);
  });
});

test("refuses what git must not see, and a parent that is not here", async () => {
  await withCache(await tempDir(), async (cache) => {
    const [parent = ""] = await writeCommits(cache, { parent: null, commits: [commitOf(resourceFiles(3))] });
    const write = (path: string, onto = parent) =>
      writeEdits(cache, { parent: onto, commits: [commitOf([{ path, content: "x" }])] });
    for (const path of ["../x.tf", "a//x.tf", ".git/config", "a\nb", "", "a/.GIT/x"])
      await expect(write(path)).rejects.toThrow(TypeError);
    await expect(write("x.tf", "1".repeat(40))).rejects.toThrow(/fast-import/);
    const names = readdirSync(join(cache.gitDir, "objects", "pack"));
    expect(names.filter((name) => name.startsWith("tmp_"))).toEqual([]);
  });
});
