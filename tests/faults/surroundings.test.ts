import { spawnSync } from "node:child_process";
import { readdirSync, rmSync, statSync, truncateSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it, onTestFinished } from "vitest";
import { createSyncGit } from "@/server/integrations/git/sync-git";
import { gitWorld, lastRun, page, productDatabase, rename, syncedWorkspace, work } from "@/tests/domain/git-sync/world";
import { tempDir } from "@/tests/support/temp-dir";
import { ended, expectWhole, found, startWorker } from "./support";

const world = await gitWorld();
const { db, url } = await productDatabase();

const cacheOf = (workspaceId: string): string => {
  const root = join(world.dataDir, "git-cache");
  const name = readdirSync(root).find((each) => each.startsWith(workspaceId));
  if (!name) throw new Error("The workspace has no cache.");
  return join(root, name);
};

const packsOf = (workspaceId: string) => {
  const folder = join(cacheOf(workspaceId), "cache.git", "objects", "pack");
  return readdirSync(folder).map((name) => join(folder, name));
};

describe("the local copy of the repository", () => {
  it("lost: it is fetched again and the change is pushed", async () => {
    const { ctx, branch, sourceIds } = await syncedWorkspace(db, world);
    rmSync(cacheOf(ctx.workspace.id), { recursive: true });
    await rename(ctx, sourceIds[0] ?? "", "After the loss");
    await work(ctx);
    await expectWhole(ctx, world, branch, 3);
    found("local cache lost", "fetched again, change pushed");
  });

  it("lost after a push that nobody recorded: the commit is recognised on the remote", async () => {
    const { ctx, branch, sourceIds } = await syncedWorkspace(db, world);
    await rename(ctx, sourceIds[0] ?? "", "Pushed");
    expect(await ended(startWorker(ctx.workspace.id, "push:after", { url }))).toBe("SIGKILL");
    rmSync(cacheOf(ctx.workspace.id), { recursive: true });
    await rename(ctx, sourceIds[1] ?? "", "Next");
    await work(ctx);
    await expectWhole(ctx, world, branch, 3);
    expect((await lastRun(ctx)).notes.map(({ kind }) => kind)).toContain("recovered");
    found("killed after the push and cache lost", "commit recognised on the remote, recorded once");
  });

  it.each([
    ["emptied", (path: string) => truncateSync(path, 0)],
    ["cut in half", (path: string) => truncateSync(path, Math.floor(statSync(path).size / 2))],
    ["removed", (path: string) => rmSync(path)],
  ])("damaged, its packs %s: it is made again and the change is pushed", async (how, damage) => {
    const { ctx, branch, sourceIds } = await syncedWorkspace(db, world);
    for (const path of packsOf(ctx.workspace.id)) damage(path);
    await rename(ctx, sourceIds[0] ?? "", "After the damage");
    await work(ctx);
    await expectWhole(ctx, world, branch, 3);
    found(`local cache's packs ${how}`, "made again, change pushed");
  });

  it("without room on its disk: the change waits, the page says why, and it goes on when there is room", async () => {
    const { ctx, branch, sourceIds } = await syncedWorkspace(db, world);
    await rename(ctx, sourceIds[0] ?? "", "x".repeat(200));
    // A limit on the size of files stands for a full disk: a small filesystem of its own would take rights to mount it that
    // a test cannot count on. Every write of git fails as it would there; only the system's word for it is another.
    const full = startWorker(ctx.workspace.id, "none", { url, before: "ulimit -f 0" });
    expect(await ended(full)).toBe(0);
    const { failure, pending, retryAt } = await page(ctx);
    expect(failure?.class).toMatch(/^local-(disk-full|cache)$/);
    expect(failure?.remedy).toMatch(/tried again/);
    expect({ pending, soon: retryAt !== null }).toEqual({ pending: 1, soon: true });
    await db.gitSync.update({ where: { workspaceId: ctx.workspace.id }, data: { retryAt: new Date() } });
    await work(ctx);
    await expectWhole(ctx, world, branch, 3);
    found("no room for the local cache", `change waits (${failure?.class}), pushed when there is room`);
  });
});

/** A name space of its own lets a process mount without rights, where the system allows that. */
const ownMounts = ["unshare", "--map-root-user", "--mount"];
const canMount = spawnSync("unshare", [...ownMounts.slice(1), "mount", "-t", "tmpfs", "none", "/mnt"]).status === 0;

if (!canMount) console.info("Skipped: a disk that is really full. This system lets no process mount one of its own.");

describe.skipIf(!canMount)("a disk for the local copies that is really full", () => {
  it.each(["8k", "16k", "20k", "24k", "28k"])(
    "after %s: the change waits, the page says so, and it goes on when there is room",
    async (size) => {
      const { ctx, branch, sourceIds } = await syncedWorkspace(db, world);
      await rename(ctx, sourceIds[0] ?? "", "On a full disk");
      const cache = join(world.dataDir, "git-cache");
      const before = `mount -t tmpfs -o size=${size} none '${cache}'`;
      expect(await ended(startWorker(ctx.workspace.id, "none", { url, before, within: ownMounts }))).toBe(0);
      const { failure, pending, retryAt } = await page(ctx);
      expect(failure).toMatchObject({ class: "local-disk-full", accessLost: false });
      expect({ pending, soon: retryAt !== null }).toEqual({ pending: 1, soon: true });
      await db.gitSync.update({ where: { workspaceId: ctx.workspace.id }, data: { retryAt: new Date() } });
      await work(ctx);
      await expectWhole(ctx, world, branch, 3);
      found(`disk of ${size} for the local copies`, "change waits (local-disk-full), pushed when there is room");
    },
  );
});

describe("two writers at once", () => {
  it("on one data folder take turns: each change has one commit", async () => {
    const { ctx, branch, sourceIds } = await syncedWorkspace(db, world);
    for (let n = 0; n < 20; n++) await rename(ctx, sourceIds[n % 2] ?? "", `Name ${n}`);
    const workers = [1, 2].map(() => startWorker(ctx.workspace.id, "none", { url }));
    const ends = workers.map(ended);
    for (let n = 20; n < 40; n++) await rename(ctx, sourceIds[n % 2] ?? "", `Name ${n}`);
    expect(await Promise.all(ends)).toEqual([0, 0]);
    await work(ctx);
    await expectWhole(ctx, world, branch, 3);
    found("two writers, one data folder", "40 changes, 40 commits, in order");
  });

  it("on two machines let the remote decide: each change has one commit", async () => {
    const { ctx, branch, sourceIds } = await syncedWorkspace(db, world);
    const dirs = [await tempDir(), await tempDir()];
    for (let n = 0; n < 20; n++) await rename(ctx, sourceIds[n % 2] ?? "", `Name ${n}`);
    const ends = dirs.map((dataDir) => ended(startWorker(ctx.workspace.id, "none", { url, dataDir })));
    for (let n = 20; n < 40; n++) await rename(ctx, sourceIds[n % 2] ?? "", `Name ${n}`);
    expect(await Promise.all(ends)).toEqual([0, 0]);
    await work(ctx);
    await expectWhole(ctx, world, branch, 3);
    found("two writers, two machines", "40 changes, 40 commits, in order");
  });

  it("both begin the same piece of work: the second finds it done", async () => {
    const { ctx, branch, sourceIds } = await syncedWorkspace(db, world);
    await rename(ctx, sourceIds[0] ?? "", "Once");
    const git = createSyncGit();
    const overtaken: typeof git = {
      ...git,
      withRemote: async (target, fn) => {
        await work(ctx);
        return git.withRemote(target, fn);
      },
    };
    await work(ctx, overtaken);
    await expectWhole(ctx, world, branch, 3);
    found("a second writer overtakes the first", "first finds the work done, no commit twice");
  });
});

it("a slow host is waited for, and the change arrives", async () => {
  const { ctx, branch, sourceIds } = await syncedWorkspace(db, world);
  world.host.faults.delayMs = 1500;
  onTestFinished(() => void Object.assign(world.host.faults, { delayMs: 0 }));
  await rename(ctx, sourceIds[0] ?? "", "Slowly");
  await work(ctx);
  await expectWhole(ctx, world, branch, 3);
  found("slow host", "waited for, one commit");
});
