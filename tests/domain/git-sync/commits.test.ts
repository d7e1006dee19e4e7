import { describe, expect, it } from "vitest";
import { fullAccess } from "@/server/core/permissions";
import { removeResource } from "@/server/domain/resources/remove-resource";
import { renderHcl } from "@/server/domain/resources/render-hcl";
import { updateResource } from "@/server/domain/resources/update-resource";
import { plainGit } from "@/tests/support/plain-git";
import {
  addSource,
  gitWorld,
  lastRun,
  page,
  productDatabase,
  remoteFile,
  remoteFiles,
  remoteLog,
  rename,
  setUpOn,
  syncedWorkspace,
  work,
} from "./world";

const world = await gitWorld();
const { db } = await productDatabase();

describe("the initial sync", () => {
  it("brings every resource into one commit, by the person who set it up", async () => {
    const { ctx, branch, initialRunId } = await setUpOn(db, world);
    await addSource(ctx, "web");
    await work(ctx);
    const [commit, ...more] = remoteLog(world, branch);
    expect(more).toEqual([]);
    expect(commit).toMatchObject({
      subject: "Full sync",
      author: `Olga Owner <${ctx.actor.type === "user" ? ctx.actor.email : ""}>`,
      committer: "Tributary Git Sync <git-sync@tributary.invalid>",
      trailers: { "Tributary-Workspace": ctx.workspace.id, "Tributary-Run": initialRunId, "Tributary-Through": "1" },
    });
    expect(await lastRun(ctx)).toMatchObject({
      id: initialRunId,
      status: "succeeded",
      trigger: "initial",
      counts: { filesWritten: 2, resources: 2, commits: 1 },
      commits: [{ sha: commit?.id, files: 2 }],
    });
    expect(await page(ctx)).toMatchObject({ tip: commit?.id, pending: 0, failure: null, activeRunId: null });
  });

  it("writes exactly what a resource's HCL page shows", async () => {
    const { ctx, branch, sourceIds } = await syncedWorkspace(db, world);
    for (const id of sourceIds) {
      const { path, text } = await renderHcl(ctx, { kind: "source", id });
      expect(remoteFile(world, branch, path)).toBe(text);
    }
  });
});

describe("a change", () => {
  it("becomes one commit of one file, with Segment's subject, its author and our trailers", async () => {
    const { ctx, branch, sourceIds } = await syncedWorkspace(db, world);
    const [id = ""] = sourceIds;
    await rename(ctx, id, "Shop");
    await work(ctx);
    const change = await db.changeRecord.findFirstOrThrow({
      where: { workspaceId: ctx.workspace.id },
      orderBy: { seq: "desc" },
    });
    expect(remoteLog(world, branch).at(-1)).toMatchObject({
      subject: `Source '${id}' modified by ${change.actorEmail}`,
      author: `Olga Owner <${change.actorEmail}>`,
      committer: "Tributary Git Sync <git-sync@tributary.invalid>",
      files: [`sources/${id}.tf`],
      trailers: { "Tributary-Change": String(change.seq), "Tributary-Audit": change.auditEventId },
    });
    expect(remoteFile(world, branch, `sources/${id}.tf`)).toContain('"Shop"');
    expect(await lastRun(ctx)).toMatchObject({
      trigger: "change",
      status: "succeeded",
      counts: { changes: 1, commits: 1 },
    });
  });

  it("is told apart: created, modified, disabled, enabled, deleted", async () => {
    const { ctx, branch } = await syncedWorkspace(db, world, { sources: 0 });
    const { id } = await addSource(ctx, "shop");
    const change = (changes: Record<string, string | boolean>) => updateResource(ctx, { kind: "source", id, changes });
    await change({ name: "Shop" });
    await change({ enabled: false });
    await change({ enabled: true });
    await removeResource(ctx, { kind: "source", id });
    await work(ctx);
    const verbs = remoteLog(world, branch)
      .slice(1)
      .map(({ subject }) => subject.split("' ")[1]?.split(" ")[0]);
    expect(verbs).toEqual(["created", "modified", "disabled", "enabled", "deleted"]);
    expect(remoteFiles(world, branch).filter((path) => path.startsWith("sources/"))).toEqual([]);
  });

  it("by an API token or the product itself names that as author, without a person's address", async () => {
    const { ctx, branch, sourceIds } = await syncedWorkspace(db, world);
    const [id = ""] = sourceIds;
    const token = { type: "token", id: "t1", name: "CI\n\nTributary-Change: 99" } as const;
    await rename({ ...ctx, actor: token, access: fullAccess }, id, "By a token");
    await work(ctx);
    const commit = remoteLog(world, branch).at(-1);
    expect(commit?.author).toBe("Public API token CI Tributary-Change: 99 <token@tributary.invalid>");
    expect(commit?.subject).toBe(`Source '${id}' modified by Public API token 'CI Tributary-Change: 99'`);
    expect(commit?.trailers["Tributary-Change"]).toBe("3");
  });

  it("that leaves the file as it is makes no commit, and is not pending any more", async () => {
    const { ctx, branch, sourceIds } = await syncedWorkspace(db, world);
    const [id = ""] = sourceIds;
    await rename(ctx, id, "Other");
    await rename(ctx, id, "Source site-0");
    const before = remoteLog(world, branch).length;
    await db.changeRecord.deleteMany({ where: { workspaceId: ctx.workspace.id, seq: 3 } });
    await work(ctx);
    expect(remoteLog(world, branch)).toHaveLength(before);
    expect(await page(ctx)).toMatchObject({ pending: 0, failure: null });
    expect(await lastRun(ctx)).toMatchObject({ counts: { unchangedChanges: 1 }, commits: [] });
  });
});

it("a burst is one commit each, in order, in one push", async () => {
  const { ctx, branch, sourceIds } = await syncedWorkspace(db, world);
  const pushesBefore = await db.gitSyncRun.count({ where: { workspaceId: ctx.workspace.id } });
  for (let n = 0; n < 6; n++) await rename(ctx, sourceIds[n % 2] ?? "", `Name ${n}`);
  await work(ctx);
  const commits = remoteLog(world, branch).slice(1);
  expect(commits.map(({ trailers }) => Number(trailers["Tributary-Change"]))).toEqual([3, 4, 5, 6, 7, 8]);
  const run = await lastRun(ctx);
  expect(run.commits.map(({ sha, seq }) => [sha, seq])).toEqual(commits.map(({ id }, n) => [id, n + 3]));
  expect(new Set(run.commits.map(({ pushedAt }) => pushedAt.getTime())).size).toBe(1);
  expect(await db.gitSyncRun.count({ where: { workspaceId: ctx.workspace.id } })).toBe(pushesBefore + 1);
});

it("commits that waited carry the time of their change, as author's and as committer's date, not the time of the push", async () => {
  const { ctx, branch, sourceIds } = await syncedWorkspace(db, world);
  const times = [50, 20, 5].map((minutes) => Math.floor(Date.now() / 1000) - minutes * 60);
  for (const [n, at] of times.entries()) {
    await rename(ctx, sourceIds[n % 2] ?? "", `Name ${n}`);
    await db.changeRecord.updateMany({
      where: { workspaceId: ctx.workspace.id, seq: n + 3 },
      data: { createdAt: new Date(at * 1000) },
    });
  }
  await work(ctx);
  const dates = plainGit(world.host.repositoryDir, ["log", "--reverse", "--format=%at %ct", `${branch}~3..${branch}`]);
  expect(dates.split("\n")).toEqual(times.map((at) => `${at} ${at}`));
  const run = await lastRun(ctx);
  expect(Math.min(...run.commits.map(({ pushedAt }) => pushedAt.getTime()))).toBeGreaterThan((times[2] ?? 0) * 1000);
});
