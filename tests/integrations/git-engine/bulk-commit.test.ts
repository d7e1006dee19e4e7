import { readdirSync, rmSync } from "node:fs";
import { join } from "node:path";
import fc from "fast-check";
import { expect, test } from "vitest";
import { writeBulkCommit } from "@/server/integrations/git/bulk-commit";
import { writeCommits } from "@/server/integrations/git/commit-stream";
import { CommitTrees } from "@/server/integrations/git/commit-trees";
import type { FileChange } from "@/server/integrations/git/fast-import";
import { type GitCache, withCache } from "@/server/integrations/git/repository";
import { commitOf, resourceFiles } from "@/tests/integrations/git-engine/support";
import { plainGit } from "@/tests/support/plain-git";
import { tempDir } from "@/tests/support/temp-dir";

const write = (cache: GitCache, parent: string | null, files: Iterable<FileChange>) =>
  writeBulkCommit(cache, parent, commitOf(files), new CommitTrees(cache));

// Names that sort close to each other, before and behind a folder of the same beginning.
const BASE = ["a.tf", "a/x.tf", "a/x", "a-b/x.tf", "a.b/x.tf", "a0/x.tf", "z/deep/er/x.tf", "z/é ü.tf", "zz"];
const PATHS = [...BASE, "a", "a/w.tf", "a/x.tfx", "a-b", "z/deep", "z/deep/er/y.tf", "z/new/er/x.tf", "zz/x", "ß.tf"];
const clash = (paths: readonly string[]) => paths.some((one) => paths.some((other) => other.startsWith(`${one}/`)));

const change = fc.record({
  path: fc.constantFrom(...PATHS),
  content: fc.option(fc.oneof(fc.string({ maxLength: 5 }), fc.uint8Array({ maxLength: 5 })), { nil: null }),
});

test("any files get the id that git gives them, on a history and without one", async () => {
  await withCache(await tempDir(), async (cache) => {
    const base = BASE.map((path) => ({ path, content: path }));
    const [parent = ""] = await writeCommits(cache, { parent: null, commits: [commitOf(base)] });
    const changes = fc
      .uniqueArray(change, { maxLength: 8, selector: ({ path }) => path })
      .filter((files) => !clash(files.map(({ path }) => path)));
    await fc.assert(
      fc.asyncProperty(changes, fc.constantFrom(parent, null), async (files, onto) => {
        const [git] = await writeCommits(cache, { parent: onto, commits: [commitOf(files)] });
        expect(await write(cache, onto, files)).toBe(git);
      }),
      { numRuns: 60 },
    );
    plainGit(cache.gitDir, ["fsck", "--strict"]);
  });
});

test("files of every mode keep theirs", async () => {
  await withCache(await tempDir(), async (cache) => {
    const [parent = ""] = await writeCommits(cache, { parent: null, commits: [commitOf(resourceFiles(3))] });
    const blob = plainGit(cache.gitDir, ["hash-object", "-w", "--stdin"], "text\n");
    const modes = ["100644", "100755", "120000", "160000"] as const;
    const files = modes.map((mode) => ({ path: `m/${mode}`, mode, blob: mode === "160000" ? parent : blob }));
    const [git] = await writeCommits(cache, { parent, commits: [commitOf(files)] });
    expect(await write(cache, parent, files)).toBe(git);
  });
});

test("contents are deflated for the way, and folders stay as they are, for the host's checks", async () => {
  await withCache(await tempDir(), async (cache) => {
    const id = (await write(cache, null, resourceFiles(3000))) ?? "";
    const pushed = plainGit(cache.gitDir, ["rev-list", "--objects", "--no-object-names", id]);
    const format = "%(objecttype) %(objectsize) %(objectsize:disk)";
    const sizes = plainGit(cache.gitDir, ["cat-file", `--batch-check=${format}`], `${pushed}\n`).split("\n");
    const of = (kind: string) => sizes.map((line) => line.split(" ")).filter(([type]) => type === kind);
    expect(of("tree")).toHaveLength(13);
    for (const [, size, disk] of of("tree")) expect(Number(disk)).toBeGreaterThan(Number(size));
    expect(of("blob")).toHaveLength(3000);
    for (const [, size, disk] of of("blob")) expect(Number(disk)).toBeLessThan(Number(size));
    expect(readdirSync(cache.gitDir).filter((name) => name.includes("marks"))).toEqual([]);
  });
});

test("a folder that the cache has lost is damage, not an empty folder", async () => {
  await withCache(await tempDir(), async (cache) => {
    const blob = plainGit(cache.gitDir, ["hash-object", "-w", "--stdin"], "text\n");
    const folder = plainGit(cache.gitDir, ["mktree"], `100644 blob ${blob}\tx.tf\n`);
    const root = plainGit(cache.gitDir, ["mktree"], `040000 tree ${folder}\tsources\n`);
    const parent = plainGit(cache.gitDir, ["commit-tree", root, "-m", "Begin"]);
    rmSync(join(cache.gitDir, "objects", folder.slice(0, 2), folder.slice(2)));
    const attempt = write(cache, parent, [{ path: "sources/y.tf", content: "y" }]);
    await expect(attempt).rejects.toMatchObject({ name: "GitCommandError", damaged: true });
    expect(await write(cache, "1".repeat(40), [])).toBeNull();
  });
});

test("what git must not see is refused, and so is a path that is file and folder at once", async () => {
  await withCache(await tempDir(), async (cache) => {
    for (const path of ["../x.tf", "a//x.tf", ".git/config", "a\nb", "", "a/.GIT/x"])
      await expect(write(cache, null, [{ path, content: "x" }])).rejects.toThrow(TypeError);
    const both = ["a", "a/b"].map((path) => ({ path, content: "x" }));
    await expect(write(cache, null, both)).rejects.toThrow(/"a" is both a file and a folder/);
  });
});
