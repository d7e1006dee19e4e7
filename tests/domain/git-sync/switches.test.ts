import { describe, expect, it } from "vitest";
import type { Ctx } from "@/server/core/ctx";
import { removeGitConnection } from "@/server/domain/git-connections/remove-git-connection";
import { claimWork } from "@/server/domain/git-sync/claim-work";
import { findWaitingWorkspaces } from "@/server/domain/git-sync/find-waiting-workspaces";
import { findGitSync } from "@/server/domain/git-sync/get-git-sync";
import { commitsOfChanges, getRun, listRuns } from "@/server/domain/git-sync/list-runs";
import { previewSync } from "@/server/domain/git-sync/preview-sync";
import { removeGitSync } from "@/server/domain/git-sync/remove-git-sync";
import { requestFullSync } from "@/server/domain/git-sync/request-full-sync";
import { retrySync } from "@/server/domain/git-sync/retry-run";
import { setEnabled } from "@/server/domain/git-sync/set-enabled";
import { setUpGitSync } from "@/server/domain/git-sync/set-up-git-sync";
import { showCommit } from "@/server/domain/git-sync/show-commit";
import { syncWorkspace } from "@/server/domain/git-sync/sync-workspace";
import { createCommitReader } from "@/server/integrations/git/commit-reader";
import { createGitGateway } from "@/server/integrations/git/gateway";
import { createSyncGit } from "@/server/integrations/git/sync-git";
import { freshWorkspace } from "@/tests/support/database";
import { tipOf } from "@/tests/support/plain-git";
import {
  afterPush,
  connect,
  gitWorld,
  lastRun,
  page,
  productDatabase,
  remoteLog,
  rename,
  syncedWorkspace,
  work,
} from "./world";

const world = await gitWorld();
const { db } = await productDatabase();

const changesOn = (branch: string) =>
  remoteLog(world, branch).flatMap(({ trailers }) => trailers["Tributary-Change"] ?? []);

describe("the switch", () => {
  it("off: changes are recorded and not pushed; on: what was missed is pushed, in order", async () => {
    const { ctx, branch, sourceIds } = await syncedWorkspace(db, world);
    await setEnabled(ctx, false);
    for (const name of ["One", "Two", "Three"]) await rename(ctx, sourceIds[0] ?? "", name);
    await work(ctx);
    expect(changesOn(branch)).toEqual([]);
    expect(await page(ctx)).toMatchObject({ enabled: false, pending: 3 });
    expect(await findWaitingWorkspaces(db)).not.toContain(ctx.workspace.id);
    await setEnabled(ctx, true);
    await work(ctx);
    expect(changesOn(branch)).toEqual(["3", "4", "5"]);
  });

  it("a Full Sync works while it is off", async () => {
    const { ctx, branch, sourceIds } = await syncedWorkspace(db, world);
    await setEnabled(ctx, false);
    await rename(ctx, sourceIds[0] ?? "", "While off");
    await requestFullSync(ctx);
    await work(ctx);
    expect(remoteLog(world, branch).map(({ subject }) => subject)).toEqual(["Full sync", "Full sync"]);
    expect(await page(ctx)).toMatchObject({ enabled: false, pending: 0 });
  });

  it("a Full Sync ends a run that a killed process left at work, for it brings that run's changes", async () => {
    const { ctx, branch, sourceIds } = await syncedWorkspace(db, world);
    await rename(ctx, sourceIds[0] ?? "", "Left behind");
    await claimWork({ db, git: createSyncGit() }, ctx.workspace.id);
    await requestFullSync(ctx);
    await work(ctx);
    expect(remoteLog(world, branch).map(({ subject }) => subject)).toEqual(["Full sync", "Full sync"]);
    expect(await page(ctx)).toMatchObject({ pending: 0, failure: null, activeRunId: null });
  });

  it("two people who ask for a Full Sync at once join one run", async () => {
    const { ctx } = await syncedWorkspace(db, world);
    const [one, two] = [await requestFullSync(ctx), await requestFullSync(ctx)];
    expect(two.runId).toBe(one.runId);
  });
});

describe("the host's pace", () => {
  it("pushes at once after a quiet time, and lets a burst wait together", async () => {
    const { ctx, branch, sourceIds } = await syncedWorkspace(db, world);
    const paced = { ...createSyncGit(), paceMs: () => 10_000 };
    const pushedBefore = (ms: number) =>
      db.gitSync.update({
        where: { workspaceId: ctx.workspace.id },
        data: { lastPushAt: new Date(Date.now() - ms), waitingUntil: null },
      });
    await pushedBefore(60_000);
    await rename(ctx, sourceIds[0] ?? "", "Quiet");
    expect(await work(ctx, paced)).toEqual({ next: "idle" });
    expect(changesOn(branch)).toEqual(["3"]);
    await rename(ctx, sourceIds[0] ?? "", "Burst 1");
    const outcome = await work(ctx, paced);
    expect(outcome).toMatchObject({ next: "wait" });
    const waits = outcome.next === "wait" ? Date.parse(outcome.until) - Date.now() : 0;
    expect(waits).toBeGreaterThan(5_000);
    expect(waits).toBeLessThanOrEqual(10_000);
    await rename(ctx, sourceIds[1] ?? "", "Burst 2");
    expect(await work(ctx, paced)).toEqual({ next: "idle" });
    expect(changesOn(branch)).toEqual(["3"]);
    await pushedBefore(10_001);
    await work(ctx, paced);
    expect(changesOn(branch)).toEqual(["3", "4", "5"]);
    const pushes = await db.gitSyncCommit.findMany({ where: { workspaceId: ctx.workspace.id, seq: { in: [4, 5] } } });
    expect(new Set(pushes.map(({ pushedAt }) => pushedAt.getTime())).size).toBe(1);
  });
});

describe("pages", () => {
  it("show runs, newest first and paged, with their commits and what each changed", async () => {
    const { ctx, branch, sourceIds } = await syncedWorkspace(db, world);
    for (const name of ["One", "Two"]) {
      await rename(ctx, sourceIds[0] ?? "", name);
      await work(ctx);
    }
    const first = await listRuns(ctx, { limit: 2 });
    const rest = await listRuns(ctx, { limit: 2, before: first.next ?? "" });
    expect([...first.items, ...rest.items].map(({ trigger }) => trigger)).toEqual(["change", "change", "initial"]);
    expect(rest.next).toBeNull();
    expect((await listRuns(ctx, { limit: 2, after: rest.previous ?? "" })).items).toEqual(first.items);
    const run = await lastRun(ctx);
    const [commit] = run.commits;
    const shown = await showCommit(ctx, createCommitReader(), { id: run.id, sha: commit?.sha ?? "" });
    expect(shown.diff?.files).toMatchObject([{ path: `sources/${sourceIds[0]}.tf`, added: 1, deleted: 1 }]);
    expect(await commitsOfChanges(ctx, [3, 4, 99])).toEqual(
      new Map(
        remoteLog(world, branch)
          .slice(1)
          .map(({ id }, index) => [index + 3, id]),
      ),
    );
  });

  it("preview what a first sync would write", async () => {
    const { ctx } = await syncedWorkspace(db, world, { sources: 1 });
    const preview = await previewSync(ctx, "infra");
    expect(preview.total).toBe(2);
    expect(preview.files.map(({ path }) => path.split("/").slice(0, 2).join("/"))).toEqual([
      "infra/sources",
      "infra/users",
    ]);
  });
});

describe("removing it", () => {
  it("leaves the repository and the history of runs, cancels what waits, and frees branch and connection", async () => {
    const { ctx, branch, connectionId } = await syncedWorkspace(db, world);
    const tip = tipOf(world.host.repositoryDir, branch);
    const { runId } = await requestFullSync(ctx);
    await expect(removeGitConnection(ctx, connectionId)).rejects.toMatchObject({
      code: "in-use",
      message: expect.stringContaining("Git Sync to"),
    });
    await removeGitSync(ctx);
    await work(ctx);
    expect(tipOf(world.host.repositoryDir, branch)).toBe(tip);
    expect(await findGitSync(ctx)).toBeNull();
    expect(await getRun(ctx, runId)).toMatchObject({ status: "cancelled" });
    await removeGitConnection(ctx, connectionId);
  });

  it("in the middle of a push ends the work quietly, and leaves a new sync to another branch alone", async () => {
    const { ctx, connectionId, sourceIds } = await syncedWorkspace(db, world);
    const other = { connectionId, url: world.host.url, branch: `other-${connectionId.slice(0, 6)}`, path: "" };
    const interrupted = afterPush(async () => {
      await removeGitSync(ctx);
      await setUpGitSync(ctx, createGitGateway(), other);
    });
    await rename(ctx, sourceIds[0] ?? "", "Last words");
    await syncWorkspace({ db, git: interrupted }, ctx.workspace.id);
    expect(await page(ctx)).toMatchObject({ branch: other.branch, tip: null, failure: null });
    await work(ctx);
    expect(remoteLog(world, other.branch).map(({ subject }) => subject)).toEqual(["Full sync"]);
  });
});

describe("who may", () => {
  it("only owners manage it; members see it; strangers see nothing", async () => {
    const { ctx, initialRunId } = await syncedWorkspace(db, world);
    const member: Ctx = { ...ctx, access: { grants: [{ role: "Workspace Member", scope: "workspace" }] } };
    const stranger: Ctx = { ...ctx, access: { grants: [] } };
    expect(await findGitSync(member)).not.toBeNull();
    expect(await getRun(member, initialRunId)).toHaveProperty("id");
    const git = createGitGateway();
    const input = { connectionId: "x", url: world.host.url, branch: "main", path: "" };
    for (const who of [member, stranger]) {
      for (const attempt of [
        () => requestFullSync(who),
        () => retrySync(who),
        () => setEnabled(who, false),
        () => removeGitSync(who),
        () => previewSync(who, ""),
        () => setUpGitSync(who, git, input),
      ]) {
        await expect(attempt()).rejects.toMatchObject({ code: "forbidden" });
      }
    }
    for (const attempt of [
      () => findGitSync(stranger),
      () => getRun(stranger, initialRunId),
      () => listRuns(stranger, { limit: 1 }),
    ])
      await expect(attempt()).rejects.toMatchObject({ code: "forbidden" });
  });

  it("nothing reaches into another workspace", async () => {
    const mine = await syncedWorkspace(db, world);
    const { ctx: other } = await freshWorkspace(db);
    const [commit] = (await lastRun(mine.ctx)).commits;
    expect(await findGitSync(other)).toBeNull();
    expect((await listRuns(other, { limit: 10 })).items).toEqual([]);
    expect(await commitsOfChanges(other, [1, 2])).toEqual(new Map());
    await expect(getRun(other, mine.initialRunId)).rejects.toMatchObject({ code: "not-found" });
    const shown = showCommit(other, createCommitReader(), { id: mine.initialRunId, sha: commit?.sha ?? "" });
    await expect(shown).rejects.toMatchObject({ code: "not-found" });
    await expect(requestFullSync(other)).rejects.toMatchObject({ code: "not-found" });
    const theirs = { connectionId: mine.connectionId, url: world.host.url, branch: "x", path: "" };
    await expect(setUpGitSync(other, createGitGateway(), theirs)).rejects.toMatchObject({ code: "not-found" });
    expect(await connect(other, world)).toBeTruthy();
  });

  it.each(["../up", "a//b", ".git", "a/.GIT/b", "a\\b", "a/..", "bad\u202ename", "1/2/3/4/5/6/7/8/9/10/11"])(
    "refuses the folder %j at its field",
    async (path) => {
      const { ctx } = await freshWorkspace(db);
      const connectionId = await connect(ctx, world);
      const attempt = setUpGitSync(ctx, createGitGateway(), {
        connectionId,
        url: world.host.url,
        branch: "main",
        path,
      });
      await expect(attempt).rejects.toMatchObject({ code: "invalid", fields: [{ path: "path" }] });
    },
  );
});
