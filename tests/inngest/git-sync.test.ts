import { afterAll, describe, expect, it } from "vitest";
import { startJobs } from "@/inngest/start-jobs";
import type { Ctx } from "@/server/core/ctx";
import { requestFullSync } from "@/server/domain/git-sync/request-full-sync";
import { setEnabled } from "@/server/domain/git-sync/set-enabled";
import { addSource, gitWorld, page, productDatabase, remoteLog, rename, setUpOn } from "@/tests/domain/git-sync/world";

const { db } = await productDatabase({ own: true });
const world = await gitWorld();
const executor = await startJobs();
afterAll(() => executor?.stop());

/** Waits until the branch holds as many commits as wanted, oldest first: the executor works by itself. */
async function committed(branch: string, count: number) {
  await expect.poll(() => remoteLog(world, branch).length, { timeout: 100_000, interval: 50 }).toBe(count);
  return remoteLog(world, branch);
}

async function settled(ctx: Ctx) {
  await expect
    .poll(() => page(ctx), { timeout: 100_000, interval: 50 })
    .toMatchObject({ pending: 0, activeRunId: null });
  return page(ctx);
}

/** A workspace whose initial sync was done by the durable function. */
async function syncing() {
  const { ctx, branch } = await setUpOn(db, world);
  await committed(branch, 1);
  const { id } = await addSource(ctx, "shop");
  await settled(ctx);
  return { ctx, branch, id, before: remoteLog(world, branch).length };
}

/** The sweep's next minute, as an interval from now: real minutes pass at their own time. */
const sweepIn = (interval: string) =>
  db.$executeRaw`UPDATE executor_cron SET next_at = now() + ${interval}::interval WHERE function_id = 'tributary-git-sync-sweep'`;

/** As if events were lost on their way: Git Sync counts as woken, and nobody works until the sweep's minute comes. */
async function loseEvents(workspaceId: string) {
  expect(await sweepIn("1 hour")).toBe(1);
  await db.gitSync.update({ where: { workspaceId }, data: { wokenAt: new Date() } });
}

async function minuteComes() {
  await sweepIn("0 s");
  executor?.wake();
}

describe("the durable functions of Git Sync", () => {
  it("push an edit and a Full Sync by their events alone", async () => {
    const { ctx, branch, id, before } = await syncing();
    await rename(ctx, id, "Edited");
    const log = await committed(branch, before + 1);
    expect(log.at(-1)).toMatchObject({ files: [`sources/${id}.tf`] });
    await settled(ctx);
    const { runId } = await requestFullSync(ctx);
    await expect
      .poll(() => db.gitSyncRun.findUniqueOrThrow({ where: { id: runId } }), { timeout: 100_000, interval: 50 })
      .toMatchObject({ status: "succeeded", failure: null });
    expect(remoteLog(world, branch)).toHaveLength(before + 1);
  });

  it("push in order what was missed, when it is switched on again", async () => {
    const { ctx, branch, id, before } = await syncing();
    await setEnabled(ctx, false);
    for (const name of ["One", "Two"]) await rename(ctx, id, name);
    await setEnabled(ctx, true);
    const log = await committed(branch, before + 2);
    const numbers = log.slice(before).map(({ trailers }) => Number(trailers["Tributary-Change"]));
    expect(numbers).toEqual([...numbers].sort((a, b) => a - b));
  });

  it("find a change whose event was lost, at the sweep's next minute", async () => {
    const { ctx, branch, id, before } = await syncing();
    await loseEvents(ctx.workspace.id);
    await rename(ctx, id, "Unheard");
    expect((await page(ctx)).pending).toBe(1);
    expect(remoteLog(world, branch)).toHaveLength(before);
    await minuteComes();
    await committed(branch, before + 1);
    expect(await settled(ctx)).toMatchObject({ failure: null });
  });

  it("find a run that was asked for and never announced, or left by a killed process, at the next minute", async () => {
    const { ctx } = await syncing();
    const common = { workspaceId: ctx.workspace.id, trigger: "full", actorLabel: "ana@example.com" };
    const repository = { url: world.host.url, branch: "any", path: "" };
    const rest = { phases: [], counts: {}, notes: [], repository };
    for (const status of ["queued", "running"]) {
      const id = `left-${status}`;
      await db.gitSyncRun.create({ data: { id, status, ...common, ...rest } });
      await minuteComes();
      await expect
        .poll(() => db.gitSyncRun.findUniqueOrThrow({ where: { id } }), { timeout: 100_000, interval: 50 })
        .toMatchObject({ status: "succeeded" });
    }
  });
});
