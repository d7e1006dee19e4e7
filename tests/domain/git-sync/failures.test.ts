import { describe, expect, it, onTestFinished } from "vitest";
import { getGitConnection } from "@/server/domain/git-connections/get-git-connection";
import { updateGitConnection } from "@/server/domain/git-connections/update-git-connection";
import { findWaitingWorkspaces } from "@/server/domain/git-sync/find-waiting-workspaces";
import { requestFullSync } from "@/server/domain/git-sync/request-full-sync";
import { retrySync } from "@/server/domain/git-sync/retry-run";
import { setUpFailedMessage, setUpGitSync } from "@/server/domain/git-sync/set-up-git-sync";
import { createGitGateway } from "@/server/integrations/git/gateway";
import { freshWorkspace } from "@/tests/support/database";
import { keyPair } from "@/tests/support/ssh-git-host";
import {
  addSource,
  connect,
  gitWorld,
  lastRun,
  page,
  productDatabase,
  remoteLog,
  rename,
  setUpOn,
  syncedWorkspace,
  work,
} from "./world";

const world = await gitWorld();
const { db } = await productDatabase();
const { host } = world;

/** Makes the host misbehave until the test ends or `mend` is called. */
function breakHost(fault: Partial<typeof host.faults>): () => void {
  const mend = () =>
    Object.assign(host.faults, { rejectPushes: null, readOnly: null, delayMs: 0, dropAfterBytes: null });
  Object.assign(host.faults, fault);
  onTestFinished(() => void mend());
  return mend;
}

/** Lets the time of the next attempt come. */
const timePasses = (workspaceId: string) =>
  db.gitSync.update({ where: { workspaceId }, data: { retryAt: new Date(Date.now() - 1) } });

describe("a push that the host rejects", () => {
  it("keeps the change pending, says the host's own words and what to do, and is tried again later", async () => {
    const { ctx, branch, connectionId, sourceIds } = await syncedWorkspace(db, world);
    const mend = breakHost({ rejectPushes: "remote policy: commits need a ticket number" });
    await rename(ctx, sourceIds[0] ?? "", "Refused");
    await work(ctx);
    const failed = await page(ctx);
    expect(failed).toMatchObject({ pending: 1, attempts: 1, activeRunId: null, connection: { health: "failing" } });
    expect(failed.failure?.hostWords).toContain("commits need a ticket number");
    expect(failed.failure?.remedy.length).toBeGreaterThan(10);
    const run = await lastRun(ctx);
    expect(run).toMatchObject({ id: failed.failedRunId, status: "failed", failure: failed.failure });
    expect(await getGitConnection(ctx, connectionId)).toMatchObject({ health: "failing", failure: failed.failure });
    mend();
    await work(ctx);
    expect(await page(ctx)).toMatchObject({ pending: 1 });
    await timePasses(ctx.workspace.id);
    await work(ctx);
    expect(await page(ctx)).toMatchObject({ pending: 0, failure: null, attempts: 0, connection: { health: "ok" } });
    expect(remoteLog(world, branch).at(-1)?.trailers["Tributary-Change"]).toBe("3");
    expect(await lastRun(ctx)).toMatchObject({ id: run.id, status: "succeeded", failure: null });
  });

  it("waits longer after each attempt, up to half an hour", async () => {
    const { ctx, sourceIds } = await syncedWorkspace(db, world);
    breakHost({ rejectPushes: "no" });
    await rename(ctx, sourceIds[0] ?? "", "Refused");
    const waits: number[] = [];
    for (let attempt = 0; attempt < 9; attempt++) {
      await work(ctx);
      const { retryAt } = await page(ctx);
      waits.push((retryAt?.getTime() ?? 0) - Date.now());
      await timePasses(ctx.workspace.id);
    }
    expect(waits[0]).toBeGreaterThan(20_000);
    expect(waits[0]).toBeLessThan(40_000);
    expect(waits[3]).toBeGreaterThan(2 * (waits[0] ?? 0));
    expect(Math.max(...waits)).toBeLessThan(40 * 60_000);
    expect(waits[8]).toBeGreaterThan(20 * 60_000);
    expect(await db.gitSyncRun.count({ where: { workspaceId: ctx.workspace.id, status: "failed" } })).toBe(1);
  });

  it("for a failed Full Sync too: the sweep finds it when its time has come", async () => {
    const { ctx } = await syncedWorkspace(db, world);
    await db.gitSync.update({ where: { workspaceId: ctx.workspace.id }, data: { tip: "1".repeat(40) } });
    const down = breakHost({ readOnly: "ERROR: temporarily not available" });
    await host.down();
    const { runId } = await requestFullSync(ctx);
    await work(ctx);
    await host.up();
    down();
    expect(await page(ctx)).toMatchObject({ failedRunId: runId });
    expect(await findWaitingWorkspaces(db)).not.toContain(ctx.workspace.id);
    await timePasses(ctx.workspace.id);
    expect(await findWaitingWorkspaces(db)).toContain(ctx.workspace.id);
    await work(ctx);
    expect(await page(ctx)).toMatchObject({ failure: null, failedRunId: null });
    expect(await lastRun(ctx)).toMatchObject({ id: runId, status: "succeeded" });
  });
});

describe("lost access", () => {
  it("is never tried again by itself; a new key clears it", async () => {
    const { ctx, branch, connectionId, sourceIds } = await syncedWorkspace(db, world);
    const keys = [...host.authorizedKeys];
    host.authorizedKeys.length = 0;
    onTestFinished(() => void host.authorizedKeys.splice(0, 99, ...keys));
    await rename(ctx, sourceIds[0] ?? "", "Locked out");
    await work(ctx);
    const failed = await page(ctx);
    expect(failed).toMatchObject({ pending: 1, retryAt: null, failure: { class: "auth-bad-key", accessLost: true } });
    expect(await findWaitingWorkspaces(db)).not.toContain(ctx.workspace.id);
    await work(ctx);
    expect(await page(ctx)).toMatchObject({ attempts: 1 });
    const next = keyPair();
    host.authorizedKeys.push(next.publicLine);
    await updateGitConnection(ctx, createGitGateway(), { id: connectionId, secret: next.privateKey });
    expect(await getGitConnection(ctx, connectionId)).toMatchObject({ health: "unknown", failure: null });
    expect(await findWaitingWorkspaces(db)).toContain(ctx.workspace.id);
    await work(ctx);
    expect(await page(ctx)).toMatchObject({ pending: 0, failure: null, connection: { health: "ok" } });
    expect(remoteLog(world, branch)).toHaveLength(2);
  });

  it("a key that became read-only is said to be that", async () => {
    const { ctx, sourceIds } = await syncedWorkspace(db, world);
    breakHost({ readOnly: "ERROR: The key you are authenticating with has been marked as read only." });
    await rename(ctx, sourceIds[0] ?? "", "Read only");
    await work(ctx);
    expect((await page(ctx)).failure).toMatchObject({ class: "deploy-key-read-only" });
    expect((await page(ctx)).failure?.hostWords).toContain("marked as read only");
  });
});

describe("a host that is gone for a while", () => {
  it("loses nothing: what waited is pushed in order when it is back", async () => {
    const { ctx, branch, sourceIds } = await syncedWorkspace(db, world);
    await host.down();
    for (const name of ["One", "Two", "Three"]) await rename(ctx, sourceIds[0] ?? "", name);
    await work(ctx);
    expect(await page(ctx)).toMatchObject({ pending: 3, failure: { retriable: true, accessLost: false } });
    await host.up();
    await retrySync(ctx);
    await work(ctx);
    expect(
      remoteLog(world, branch)
        .slice(1)
        .map(({ trailers }) => trailers["Tributary-Change"]),
    ).toEqual(["3", "4", "5"]);
  });

  it("a connection cut in the middle of a push neither loses nor repeats a commit", async () => {
    const { ctx, branch, sourceIds } = await syncedWorkspace(db, world);
    const mend = breakHost({ dropAfterBytes: 200 });
    await rename(ctx, sourceIds[0] ?? "", "Cut");
    await work(ctx);
    expect((await page(ctx)).failure).not.toBeNull();
    mend();
    await retrySync(ctx);
    await work(ctx);
    expect(remoteLog(world, branch).map(({ trailers }) => trailers["Tributary-Change"])).toEqual([undefined, "3"]);
  });

  it("a changed host key stops everything until a person has looked", async () => {
    const { ctx, sourceIds } = await syncedWorkspace(db, world);
    await host.down();
    await host.up({ newHostKey: true });
    onTestFinished(() => world.trustHostKey());
    await rename(ctx, sourceIds[0] ?? "", "Other key");
    await work(ctx);
    expect((await page(ctx)).failure).toMatchObject({ class: expect.stringMatching(/host-key/) });
  });
});

describe("set-up that cannot work", () => {
  it("shows Segment's message and under it the real reason, and leaves nothing behind", async () => {
    const { ctx } = await freshWorkspace(db);
    const connectionId = await connect(ctx, world, keyPair().privateKey);
    const attempt = setUpGitSync(ctx, createGitGateway(), { connectionId, url: host.url, branch: "main", path: "" });
    await expect(attempt).rejects.toMatchObject({ code: "git", message: setUpFailedMessage });
    expect(await db.gitSync.count({ where: { workspaceId: ctx.workspace.id } })).toBe(0);
    expect(await db.gitSyncRun.count({ where: { workspaceId: ctx.workspace.id } })).toBe(0);
  });

  it("an initial sync that fails is kept, explained and started again by a person", async () => {
    const { ctx, branch, initialRunId } = await setUpOn(db, world);
    await addSource(ctx, "web");
    const mend = breakHost({ rejectPushes: "not today" });
    await work(ctx);
    expect(await page(ctx)).toMatchObject({ tip: null, failedRunId: initialRunId, pending: 1 });
    mend();
    await retrySync(ctx);
    await work(ctx);
    expect(remoteLog(world, branch)).toHaveLength(1);
    expect(await page(ctx)).toMatchObject({ failure: null, pending: 0 });
  });
});
