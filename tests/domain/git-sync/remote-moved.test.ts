import { expect, it } from "vitest";
import { removeGitSync } from "@/server/domain/git-sync/remove-git-sync";
import { requestFullSync } from "@/server/domain/git-sync/request-full-sync";
import { setUpGitSync } from "@/server/domain/git-sync/set-up-git-sync";
import { removeResource } from "@/server/domain/resources/remove-resource";
import { createGitGateway } from "@/server/integrations/git/gateway";
import { freshWorkspace } from "@/tests/support/database";
import { foreignCommit, plainGit, tipOf } from "@/tests/support/plain-git";
import {
  connect,
  gitWorld,
  lastRun,
  page,
  productDatabase,
  remoteFile,
  remoteFiles,
  remoteLog,
  rename,
  syncedWorkspace,
  work,
} from "./world";

const world = await gitWorld();
const { db } = await productDatabase();
const { repositoryDir } = world.host;

it("puts our commit on top of other people's, and says who edited one of our files", async () => {
  const { ctx, branch, sourceIds } = await syncedWorkspace(db, world);
  const [first = "", second = ""] = sourceIds;
  const theirs = foreignCommit(
    repositoryDir,
    { [`sources/${first}.tf`]: "# by hand\n", "README.md": "ours" },
    "By hand",
    branch,
  );
  await rename(ctx, second, "New name");
  await work(ctx);
  const log = remoteLog(world, branch);
  expect(log.map(({ subject }) => subject.split(" ")[0])).toEqual(["Full", "By", "Source"]);
  expect(log[1]?.id).toBe(theirs);
  expect(remoteFile(world, branch, `sources/${first}.tf`)).toBe("# by hand");
  const run = await lastRun(ctx);
  expect(run.notes.map(({ kind }) => kind)).toEqual(["remote-moved", "edited-by-others"]);
  expect(run.notes[1]?.text).toContain(`Pat edited sources/${first}.tf in commit ${theirs.slice(0, 7)}`);
  expect(run.counts).toMatchObject({ changes: 1, commits: 1, filesWritten: 1 });
});

it("keeps another person's version of a file in history when the same resource changes", async () => {
  const { ctx, branch, sourceIds } = await syncedWorkspace(db, world);
  const [id = ""] = sourceIds;
  const path = `sources/${id}.tf`;
  const theirs = foreignCommit(repositoryDir, { [path]: "# by hand\n" }, "By hand", branch);
  await rename(ctx, id, "Ours");
  await work(ctx);
  expect(remoteFile(world, branch, path)).toContain('"Ours"');
  expect(plainGit(repositoryDir, ["show", `${theirs}:${path}`])).toBe("# by hand");
});

it("writes everything again, and says so, when history was rewritten", async () => {
  const { ctx, branch, sourceIds } = await syncedWorkspace(db, world);
  await rename(ctx, sourceIds[0] ?? "", "Before");
  await work(ctx);
  plainGit(repositoryDir, ["update-ref", `refs/heads/${branch}`, `${branch}~1`]);
  const kept = foreignCommit(repositoryDir, { "README.md": "new" }, "Rewritten", branch);
  await rename(ctx, sourceIds[1] ?? "", "After");
  await work(ctx);
  expect(remoteLog(world, branch).map(({ subject }) => subject)).toEqual(["Full sync", "Rewritten", "Full sync"]);
  expect(plainGit(repositoryDir, ["rev-parse", `${branch}~1`])).toBe(kept);
  expect(remoteFile(world, branch, `sources/${sourceIds[0]}.tf`)).toContain('"Before"');
  expect(remoteFile(world, branch, `sources/${sourceIds[1]}.tf`)).toContain('"After"');
  expect((await lastRun(ctx)).notes.map(({ kind }) => kind)).toContain("history-rewritten");
  expect(await page(ctx)).toMatchObject({ pending: 0, failure: null });
});

it("brings back a change that a rewrite dropped, although newer ones are still there", async () => {
  const { ctx, branch, sourceIds } = await syncedWorkspace(db, world);
  await rename(ctx, sourceIds[0] ?? "", "Dropped");
  await rename(ctx, sourceIds[1] ?? "", "Kept");
  await work(ctx);
  const tree = plainGit(repositoryDir, ["rev-parse", `${branch}~2^{tree}`]);
  const message = plainGit(repositoryDir, ["log", "-1", "--format=%B", branch]);
  const picked = plainGit(repositoryDir, ["commit-tree", tree, "-p", `${branch}~2`, "-m", message]);
  plainGit(repositoryDir, ["update-ref", `refs/heads/${branch}`, picked]);
  await requestFullSync(ctx);
  await work(ctx);
  expect(remoteFile(world, branch, `sources/${sourceIds[0]}.tf`)).toContain('"Dropped"');
  expect(remoteFile(world, branch, `sources/${sourceIds[1]}.tf`)).toContain('"Kept"');
});

it("makes a deleted branch again with the workspace's state", async () => {
  const { ctx, branch, sourceIds } = await syncedWorkspace(db, world);
  plainGit(repositoryDir, ["update-ref", "-d", `refs/heads/${branch}`]);
  await rename(ctx, sourceIds[0] ?? "", "Again");
  await work(ctx);
  expect(remoteLog(world, branch).map(({ subject }) => subject)).toEqual(["Full sync"]);
  expect(remoteFile(world, branch, `sources/${sourceIds[0]}.tf`)).toContain('"Again"');
  expect((await lastRun(ctx)).notes.map(({ kind }) => kind)).toEqual(["branch-recreated"]);
});

it("is not led past a change by trailers that another person wrote", async () => {
  const { ctx, branch, sourceIds } = await syncedWorkspace(db, world);
  const change = await db.changeRecord.findFirstOrThrow({ where: { workspaceId: ctx.workspace.id, seq: 1 } });
  const run = await lastRun(ctx);
  const forged = (lines: string[]) =>
    foreignCommit(
      repositoryDir,
      { [`x-${lines.length}-${lines[0]}`.replace(/\W/g, "")]: "x" },
      ["Forged", "", `Tributary-Workspace: ${ctx.workspace.id}`, ...lines].join("\n"),
      branch,
    );
  forged(["Tributary-Change: 999999", `Tributary-Audit: ${change.auditEventId}`]);
  forged(["Tributary-Change: 3", "Tributary-Audit: made-up"]);
  forged([`Tributary-Run: ${run.id}`, "Tributary-Through: 999999"]);
  await rename(ctx, sourceIds[0] ?? "", "Still pushed");
  await work(ctx);
  expect(remoteLog(world, branch).at(-1)?.trailers["Tributary-Change"]).toBe("3");
  await rename(ctx, sourceIds[0] ?? "", "And the next");
  await work(ctx);
  expect(remoteLog(world, branch).at(-1)?.trailers["Tributary-Change"]).toBe("4");
});

it("a Full Sync touches only what is ours", async () => {
  const { ctx, branch, sourceIds } = await syncedWorkspace(db, world, { path: "infra/segment" });
  const [gone = "", edited = ""] = sourceIds;
  const foreign = {
    "README.md": "read me",
    "infra/main.tf": 'resource "aws_instance" "web" {}\n',
    "infra/segment/sources/modules.tf": 'module "mine" {}\n',
    "infra/segment/sources/copy.tf": 'resource "segment_source" "mine" {\n}\n',
    "infra/segment/notes/todo.tf": "# todo\n",
    "sources/elsewhere.tf": 'resource "segment_source" "id-elsewhere" {\n}\n',
  };
  const leftover = 'resource "segment_source" "id-longGone" {\n}\n';
  foreignCommit(
    repositoryDir,
    { ...foreign, "infra/segment/sources/longGone.tf": leftover, [`infra/segment/sources/${edited}.tf`]: "# mine\n" },
    "By hand",
    branch,
  );
  await removeResource(ctx, { kind: "source", id: gone });
  await requestFullSync(ctx);
  await work(ctx);
  const files = remoteFiles(world, branch);
  for (const [path, text] of Object.entries(foreign)) expect(remoteFile(world, branch, path)).toBe(text.trimEnd());
  expect(files).not.toContain(`infra/segment/sources/${gone}.tf`);
  expect(files).not.toContain("infra/segment/sources/longGone.tf");
  expect(remoteFile(world, branch, `infra/segment/sources/${edited}.tf`)).toContain("site-1");
  expect(remoteLog(world, branch).map(({ subject }) => subject)).toEqual(["Full sync", "By hand", "Full sync"]);
  expect((await lastRun(ctx)).counts).toMatchObject({ filesWritten: 1, filesDeleted: 2, filesUnchanged: 1 });
});

it("a Full Sync that finds nothing to change makes no commit", async () => {
  const { ctx, branch } = await syncedWorkspace(db, world);
  const before = tipOf(repositoryDir, branch);
  const { runId } = await requestFullSync(ctx);
  await work(ctx);
  expect(tipOf(repositoryDir, branch)).toBe(before);
  expect(await lastRun(ctx)).toMatchObject({ id: runId, status: "succeeded", commits: [] });
});

it("set up again on a repository that it wrote before, it records no old commit as its own", async () => {
  const { ctx, branch, sourceIds } = await syncedWorkspace(db, world);
  await rename(ctx, sourceIds[0] ?? "", "Once");
  await work(ctx);
  const before = remoteLog(world, branch).length;
  await removeGitSync(ctx);
  const connectionId = await connect(ctx, world);
  await setUpGitSync(ctx, createGitGateway(), { connectionId, url: world.host.url, branch, path: "" });
  await work(ctx);
  expect(remoteLog(world, branch)).toHaveLength(before);
  expect(await lastRun(ctx)).toMatchObject({ trigger: "initial", status: "succeeded", commits: [], notes: [] });
});

it("a second workspace is refused on the same repository, branch and folder, however it is spelled", async () => {
  const { branch } = await syncedWorkspace(db, world, { path: "a" });
  const { ctx } = await freshWorkspace(db);
  const connectionId = await connect(ctx, world);
  const attempt = (url: string, path: string) =>
    setUpGitSync(ctx, createGitGateway(), { connectionId, url, branch, path });
  const spellings = [world.host.url, world.host.url.replace(/\.git$/, ""), `${world.host.url}/`];
  for (const url of spellings) {
    await expect(attempt(url, "a"), url).rejects.toMatchObject({
      code: "conflict",
      fields: [{ path: "url", message: expect.stringContaining("another workspace") }],
    });
  }
  expect(await attempt(world.host.url, "b")).toHaveProperty("runId");
});
