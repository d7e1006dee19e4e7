import { describe, expect, it, onTestFinished } from "vitest";
import { getRun } from "@/server/domain/git-sync/list-runs";
import { requestFullSync } from "@/server/domain/git-sync/request-full-sync";
import {
  addSource,
  gitWorld,
  page,
  productDatabase,
  remoteLog,
  rename,
  setUpOn,
  syncedWorkspace,
  work,
} from "@/tests/domain/git-sync/world";
import { foreignCommit } from "@/tests/support/plain-git";
import { ended, expectWhole, found, startWorker } from "./support";

const world = await gitWorld();
const { db, url } = await productDatabase();

/** A slow host, so that a push can be interrupted while it is under way. */
function slowDown(step: string): void {
  if (step !== "push:during") return;
  world.host.faults.delayMs = 150;
  onTestFinished(() => void Object.assign(world.host.faults, { delayMs: 0 }));
}

async function killAt(workspaceId: string, step: string): Promise<void> {
  slowDown(step);
  expect(await ended(startWorker(workspaceId, step, { url }))).toBe("SIGKILL");
  world.host.faults.delayMs = 0;
}

describe("kill -9 during the initial sync", () => {
  it.each(["claimed", "fetch", "write:during", "push:before", "push:during", "push:after", "record:inside"])(
    "at %s: the next process finishes it, with one commit",
    async (step) => {
      const { ctx, branch } = await setUpOn(db, world);
      for (const slug of ["one", "two", "three"]) await addSource(ctx, slug);
      await killAt(ctx.workspace.id, step);
      await addSource(ctx, "meanwhile");
      await work(ctx);
      const log = await db.gitSyncCommit.findMany({ where: { workspaceId: ctx.workspace.id } });
      const own = log.some(({ seq }) => seq !== null) ? 4 : null;
      await expectWhole(ctx, world, branch, own);
      found(`initial sync killed at ${step}`, "finished by the next process, nothing lost, nothing twice");
    },
  );
});

describe("kill -9 while changes are pushed", () => {
  it.each([
    "claimed",
    "has",
    "blobs",
    "write:before",
    "write:during",
    "write:after",
    "push:before",
    "push:during",
    "push:after",
    "record:inside",
    "record:after",
  ])("at %s: each change has exactly one commit", async (step) => {
    const { ctx, branch, sourceIds } = await syncedWorkspace(db, world);
    for (const name of ["One", "Two"]) await rename(ctx, sourceIds[0] ?? "", name);
    await killAt(ctx.workspace.id, step);
    await rename(ctx, sourceIds[1] ?? "", "Meanwhile");
    await work(ctx);
    await expectWhole(ctx, world, branch, 3);
    found(`changes killed at ${step}`, "each change has one commit");
  });

  it("after the push, and another person pushed before the next process came: still one commit each", async () => {
    const { ctx, branch, sourceIds } = await syncedWorkspace(db, world);
    await rename(ctx, sourceIds[0] ?? "", "Once");
    await killAt(ctx.workspace.id, "push:after");
    foreignCommit(world.host.repositoryDir, { "README.md": "hello" }, "By hand", branch);
    await rename(ctx, sourceIds[1] ?? "", "Twice");
    await work(ctx);
    const log = await db.gitSyncCommit.findMany({ where: { workspaceId: ctx.workspace.id, seq: { not: null } } });
    expect(log.map(({ seq }) => Number(seq)).sort()).toEqual([3, 4]);
    found("killed after the push, then a foreign commit", "own commit recognised and recorded, none repeated");
  });
});

describe("kill -9 during a Full Sync", () => {
  it.each([
    "claimed",
    "fetch",
    "list",
    "write:during",
    "push:before",
    "push:during",
    "push:after",
    "record:inside",
    "record:after",
  ])("at %s: the next process finishes it", async (step) => {
    const { ctx, branch, sourceIds } = await syncedWorkspace(db, world);
    foreignCommit(world.host.repositoryDir, { [`sources/${sourceIds[0]}.tf`]: "# by hand\n" }, "By hand", branch);
    const { runId } = await requestFullSync(ctx);
    await killAt(ctx.workspace.id, step);
    await work(ctx);
    const log = remoteLog(world, branch);
    expect(log.map(({ subject }) => subject)).toEqual(["Full sync", "By hand", "Full sync"]);
    expect(await getRun(ctx, runId)).toMatchObject({
      status: "succeeded",
      failure: null,
      commits: [{ sha: log[2]?.id }],
    });
    expect(await page(ctx)).toMatchObject({ pending: 0, failure: null, activeRunId: null, tip: log[2]?.id });
    found(`Full Sync killed at ${step}`, "finished by the next process, one commit");
  });
});
