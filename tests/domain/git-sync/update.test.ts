import { describe, expect, it } from "vitest";
import type { Ctx } from "@/server/core/ctx";
import { planGitSyncUpdate } from "@/server/domain/git-sync/plan-git-sync-update";
import { requestFullSync } from "@/server/domain/git-sync/request-full-sync";
import { setEnabled } from "@/server/domain/git-sync/set-enabled";
import { updateGitSync } from "@/server/domain/git-sync/update-git-sync";
import { freshWorkspace } from "@/tests/support/database";
import { tipOf } from "@/tests/support/plain-git";
import { keyPair } from "@/tests/support/ssh-git-host";
import { anotherConnection, anyBranch, db, git, host, inputOf, lockOut, subjects, world } from "./update-world";
import { connect, lastRun, page, remoteFiles, remoteLog, rename, syncedWorkspace, work } from "./world";

describe("another connection", () => {
  it("to the same place goes on with what is pending, without a full sync", async () => {
    const synced = await syncedWorkspace(db, world);
    const { ctx, branch, sourceIds } = synced;
    const connectionId = await anotherConnection(ctx);
    lockOut();
    await rename(ctx, sourceIds[0] ?? "", "Locked out");
    await work(ctx);
    expect(await page(ctx)).toMatchObject({ pending: 1, retryAt: null, failure: { class: "auth-bad-key" } });
    const input = inputOf(synced, { connectionId });
    expect(await planGitSyncUpdate(ctx, git, input)).toEqual({ changes: true, elsewhere: false });
    expect(await updateGitSync(ctx, git, input)).toEqual({ runId: null });
    await work(ctx);
    expect(subjects(branch)).toEqual(["Full", "Source"]);
    expect(await page(ctx)).toMatchObject({
      pending: 0,
      failure: null,
      connection: { id: connectionId, health: "ok" },
    });
    expect(await lastRun(ctx)).toMatchObject({ trigger: "change", status: "succeeded" });
  });

  it("lets a first sync that failed begin again", async () => {
    const synced = await syncedWorkspace(db, world);
    const { ctx } = synced;
    const branch = anyBranch();
    const { runId } = await updateGitSync(ctx, git, inputOf(synced, { branch }));
    const connectionId = await anotherConnection(ctx);
    lockOut();
    await work(ctx);
    expect(await page(ctx)).toMatchObject({ tip: null, failedRunId: runId });
    await updateGitSync(ctx, git, inputOf(synced, { branch, connectionId }));
    await work(ctx);
    expect(subjects(branch)).toEqual(["Full"]);
    expect(await lastRun(ctx)).toMatchObject({ id: runId, status: "succeeded" });
  });
});

describe("another place", () => {
  it.each([
    ["branch", { branch: anyBranch() }],
    ["folder", { path: "infra/segment" }],
  ])("%s: is brought to the workspace's state by a full sync; the old one stays as it is", async (_what, changed) => {
    const synced = await syncedWorkspace(db, world);
    const { ctx, sourceIds } = synced;
    const before = remoteFiles(world, synced.branch);
    await rename(ctx, sourceIds[0] ?? "", "Pending");
    const input = inputOf(synced, changed);
    expect(await planGitSyncUpdate(ctx, git, input)).toEqual({ changes: true, elsewhere: true });
    const { runId } = await updateGitSync(ctx, git, input);
    expect(await page(ctx)).toMatchObject({ tip: null, pending: 1, activeRunId: runId });
    await work(ctx);
    const folder = input.path === "" ? "" : `${input.path}/`;
    const there = remoteFiles(world, input.branch);
    expect(there).toEqual(expect.arrayContaining(before.map((file) => `${folder}${file}`)));
    if (input.path !== "") expect(there).toEqual(expect.arrayContaining(before));
    else expect(subjects(synced.branch)).toEqual(["Full"]);
    expect(await page(ctx)).toMatchObject({ ...changed, pending: 0, tip: tipOf(host.repositoryDir, input.branch) });
    expect(await lastRun(ctx)).toMatchObject({ id: runId, trigger: "initial", repository: changed });
    await rename(ctx, sourceIds[0] ?? "", "Next");
    await work(ctx);
    expect(remoteLog(world, input.branch).at(-1)?.files).toEqual([`${folder}sources/${sourceIds[0]}.tf`]);
  });

  it("and back again: what happened meanwhile is there", async () => {
    const synced = await syncedWorkspace(db, world);
    const { ctx, branch, sourceIds } = synced;
    await updateGitSync(ctx, git, inputOf(synced, { branch: anyBranch() }));
    await work(ctx);
    await rename(ctx, sourceIds[0] ?? "", "Elsewhere");
    await work(ctx);
    await updateGitSync(ctx, git, inputOf(synced));
    await work(ctx);
    expect(subjects(branch)).toEqual(["Full", "Full"]);
    expect(remoteLog(world, branch).at(-1)?.files).toEqual([`sources/${sourceIds[0]}.tf`]);
    expect(await page(ctx)).toMatchObject({ branch, pending: 0, failure: null });
  });

  it("cancels a run that waits for the old one, and leaves Git Sync off when it was off", async () => {
    const synced = await syncedWorkspace(db, world);
    const { ctx, sourceIds } = synced;
    await setEnabled(ctx, false);
    const waiting = await requestFullSync(ctx);
    const branch = anyBranch();
    const { runId } = await updateGitSync(ctx, git, inputOf(synced, { branch }));
    await work(ctx);
    await rename(ctx, sourceIds[0] ?? "", "While off");
    await work(ctx);
    expect(subjects(branch)).toEqual(["Full"]);
    expect(await page(ctx)).toMatchObject({ enabled: false, pending: 1, activeRunId: null });
    const runs = await db.gitSyncRun.findMany({ where: { id: { in: [waiting.runId, runId ?? ""] } } });
    expect(new Map(runs.map(({ id, status }) => [id, status]))).toEqual(
      new Map([
        [waiting.runId, "cancelled"],
        [runId, "succeeded"],
      ]),
    );
  });
});

describe("what is not taken over", () => {
  it("a connection that cannot work: Git Sync goes on as before, and the answer says why", async () => {
    const synced = await syncedWorkspace(db, world);
    const { ctx, branch, connectionId, sourceIds } = synced;
    const useless = await connect(ctx, world, keyPair().privateKey);
    await expect(updateGitSync(ctx, git, inputOf(synced, { connectionId: useless }))).rejects.toMatchObject({
      code: "git",
      message: expect.stringContaining("It goes on as before"),
      data: { step: "authenticate", hostWords: expect.stringContaining("Permission denied") },
    });
    await rename(ctx, sourceIds[0] ?? "", "As before");
    await work(ctx);
    expect(await page(ctx)).toMatchObject({ branch, pending: 0, connection: { id: connectionId } });
  });

  it("a place that another workspace writes to, or that cannot be", async () => {
    const mine = await syncedWorkspace(db, world);
    const theirs = await syncedWorkspace(db, world, { path: "a" });
    const attempt = (changed: object) => updateGitSync(mine.ctx, git, inputOf(mine, changed));
    await expect(attempt({ branch: theirs.branch, path: "a" })).rejects.toMatchObject({
      code: "conflict",
      fields: [{ path: "url" }],
    });
    await expect(attempt({ path: "../up" })).rejects.toMatchObject({ code: "invalid", fields: [{ path: "path" }] });
    await expect(attempt({ branch: "a..b" })).rejects.toMatchObject({ code: "invalid", fields: [{ path: "branch" }] });
    await expect(attempt({ connectionId: theirs.connectionId })).rejects.toMatchObject({ code: "not-found" });
    expect(await page(mine.ctx)).toMatchObject({ branch: mine.branch, path: "" });
  });

  it("nothing new: no test, no run, no audit record", async () => {
    const synced = await syncedWorkspace(db, world);
    const { ctx } = synced;
    const count = () => db.auditEvent.count({ where: { workspaceId: ctx.workspace.id } });
    const before = await count();
    expect(await planGitSyncUpdate(ctx, git, inputOf(synced))).toEqual({ changes: false, elsewhere: false });
    expect(await updateGitSync(ctx, git, inputOf(synced))).toEqual({ runId: null });
    expect(await count()).toBe(before);
  });

  it("anything from people who are not owners, or for a workspace without Git Sync", async () => {
    const synced = await syncedWorkspace(db, world);
    const member: Ctx = { ...synced.ctx, access: { grants: [{ role: "Workspace Member", scope: "workspace" }] } };
    for (const verb of [updateGitSync, planGitSyncUpdate]) {
      await expect(verb(member, git, inputOf(synced))).rejects.toMatchObject({ code: "forbidden" });
    }
    const { ctx } = await freshWorkspace(db);
    const connectionId = await connect(ctx, world);
    const input = { connectionId, url: host.url, branch: "main", path: "" };
    await expect(updateGitSync(ctx, git, input)).rejects.toMatchObject({ code: "not-found" });
  });
});

it("the audit trail says who changed what from what to what", async () => {
  const synced = await syncedWorkspace(db, world);
  const { ctx } = synced;
  const branch = anyBranch();
  await updateGitSync(ctx, git, inputOf(synced, { branch, path: "infra" }));
  const event = await db.auditEvent.findFirstOrThrow({
    where: { workspaceId: ctx.workspace.id, type: "Git Sync Modified" },
  });
  expect(event).toMatchObject({
    actorEmail: ctx.actor.type === "user" ? ctx.actor.email : "",
    resourceType: "git_sync",
  });
  expect(event.detail).toEqual({ branch, "branch before": synced.branch, path: "infra", "path before": "" });
});
