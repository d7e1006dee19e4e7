import { existsSync } from "node:fs";
import { describe, expect, it } from "vitest";
import type { RemoteTarget } from "@/server/domain/git-sync/ports";
import { cacheDir } from "@/server/integrations/git/access";
import { createProjectGit } from "@/server/integrations/git/project-git";
import { allowPartialFetch, commit, freshBranch } from "@/tests/domain/dbt-models/world";
import { gitWorld } from "@/tests/domain/git-sync/world";
import { plainGit } from "@/tests/support/plain-git";

const world = await gitWorld();
const target = (branch: string): RemoteTarget => ({
  workspaceId: "w-partial",
  url: world.host.url,
  branch,
  service: "127.0.0.1",
  method: "ssh-key",
  username: null,
  secret: world.host.privateKey,
  confirmedHostKeys: [],
});

/** Blobs in the local copy of a branch. */
function localBlobs(branch: string): number {
  const gitDir = `${cacheDir(target(branch))}-dbt/cache.git`;
  const all = plainGit(gitDir, ["cat-file", "--batch-all-objects", "--batch-check"]);
  return all.split("\n").filter((line) => line.includes(" blob ")).length;
}

const content = (folder: string, count: number) =>
  Object.fromEntries(Array.from({ length: count }, (_, n) => [`${folder}/f${n}.sql`, `select '${folder}', ${n}`]));

const limits = { maxBlobBytes: 2 ** 20, maxCacheBytes: 2 ** 28, maxTextBytes: 2 ** 20, maxPacks: 60 };

const read = (branch: string, folder: string, git = createProjectGit()) =>
  git.withBranch(target(branch), async (open) => {
    const tip = await open.fetchTip(null);
    if (tip.kind === "none") throw new Error("no branch");
    const files = await open.listFiles(tip.commit, folder);
    return open.readFiles(tip.commit, folder, files);
  });

describe("reading a folder of a repository", () => {
  it("fetches the folder's content and nothing else, then only what changed", async () => {
    allowPartialFetch(world);
    const branch = freshBranch();
    commit(world, branch, { ...content("dbt", 20), ...content("elsewhere", 50) });
    const first = await read(branch, "dbt");
    expect(first).toHaveLength(20);
    expect(first[3]).toMatchObject({ path: "dbt/f11.sql", text: "select 'dbt', 11" });
    expect(localBlobs(branch)).toBe(20);
    commit(world, branch, { "dbt/f0.sql": "select 'new'", "elsewhere/f0.sql": "select 'other'" });
    expect((await read(branch, "dbt"))[0]?.text).toBe("select 'new'");
    expect(localBlobs(branch)).toBe(21);
  });

  it("fetches the project anew when its copy has grown old", async () => {
    const branch = freshBranch();
    commit(world, branch, content("dbt", 1));
    const git = createProjectGit({ ...limits, maxPacks: 4 });
    for (let n = 0; n < 5; n++) {
      commit(world, branch, { "dbt/f0.sql": `select ${n}` });
      await read(branch, "dbt", git);
    }
    expect(localBlobs(branch)).toBeLessThan(4);
    expect((await read(branch, "dbt"))[0]?.text).toBe("select 4");
  });

  it("reads another folder of the same commit", async () => {
    const branch = freshBranch();
    commit(world, branch, { ...content("one", 3), ...content("two", 5) });
    await read(branch, "one");
    expect((await read(branch, "two")).map(({ text }) => text)).toContain("select 'two', 4");
  });

  it("works with a server that cannot leave content out", async () => {
    plainGit(world.host.repositoryDir, ["config", "uploadpack.allowFilter", "false"]);
    const branch = freshBranch();
    commit(world, branch, { ...content("dbt", 4), ...content("elsewhere", 2) });
    expect(await read(branch, "dbt")).toHaveLength(4);
    expect(localBlobs(branch)).toBe(6);
    allowPartialFetch(world);
  });

  it("ends a transfer that grows beyond the limit", async () => {
    const branch = freshBranch();
    const noise = Array.from({ length: 4000 }, (_, n) => Math.sin(n)).join(" ");
    commit(world, branch, { "dbt/a.sql": noise, "dbt/b.sql": `b ${noise}` });
    const git = createProjectGit({ ...limits, maxCacheBytes: 20_000 });
    const reading = git.withBranch(target(branch), async (open) => {
      const tip = await open.fetchTip(null);
      if (tip.kind === "none") throw new Error("no branch");
      return open.readFiles(tip.commit, "dbt", await open.listFiles(tip.commit, "dbt"));
    });
    await expect(reading).rejects.toMatchObject({ failure: { class: "project-too-large" } });
  });

  it("asks where a branch stands without a local copy", async () => {
    const branch = freshBranch();
    const git = createProjectGit();
    expect(await git.askTip(target(branch))).toBeNull();
    const tip = commit(world, branch, content("dbt", 1));
    expect(await git.askTip(target(branch))).toBe(tip);
    expect(existsSync(`${cacheDir(target(branch))}-dbt`)).toBe(false);
  });

  it("tells how a tip stands to what was known", async () => {
    const branch = freshBranch();
    const git = createProjectGit();
    const first = commit(world, branch, content("dbt", 1));
    const relation = (known: string) =>
      git.withBranch(target(branch), async (open) => {
        const tip = await open.fetchTip(known);
        return tip.kind === "tip" ? tip.relation : "none";
      });
    expect(await relation(first)).toBe("same");
    for (let n = 0; n < 3; n++) commit(world, branch, { "dbt/f0.sql": `${n}` });
    expect(await relation(first)).toBe("ahead");
    plainGit(world.host.repositoryDir, ["update-ref", "-d", `refs/heads/${branch}`]);
    commit(world, branch, { "dbt/f0.sql": "another past" });
    expect(await relation(first)).toBe("rewritten");
  });
});
