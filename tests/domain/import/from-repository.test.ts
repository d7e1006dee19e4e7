import { expect, it } from "vitest";
import { applyFromRepository, planFromRepository } from "@/server/domain/import/from-repository";
import { createGitGateway } from "@/server/integrations/git/gateway";
import { createSyncGit } from "@/server/integrations/git/sync-git";
import {
  addSource,
  connect,
  gitWorld,
  productDatabase,
  rename,
  syncedWorkspace,
  work,
} from "@/tests/domain/git-sync/world";
import { freshWorkspace } from "@/tests/support/database";
import { plainGit } from "@/tests/support/plain-git";

const world = await gitWorld();
const { db } = await productDatabase();
const git = { gateway: createGitGateway(), sync: createSyncGit() };

/** A workspace in a repository, and an empty one that may read it. */
async function start(path = "infra/segment") {
  const from = await syncedWorkspace(db, world, { path, sources: 3 });
  const workspace = await freshWorkspace(db);
  const connectionId = await connect(workspace.ctx, world);
  const input = { connectionId, url: world.host.url, branch: from.branch, path, deleteMissing: false };
  return { from, workspace, ctx: workspace.ctx, input };
}

const sources = (workspaceId: string) => db.resource.count({ where: { workspaceId, kind: "source" } });

it("plans what a branch holds and applies exactly that", async () => {
  const { from, ctx, input } = await start();
  const { commit, plan } = await planFromRepository(ctx, git, input);
  expect(plan.counts).toMatchObject({ files: 4, create: 4, errors: 0 });
  expect(await sources(ctx.workspace.id)).toBe(0);
  await rename(from.ctx, from.sourceIds[0] ?? "", "Renamed");
  await work(from.ctx);
  const moved = applyFromRepository(ctx, git, { ...input, commit });
  await expect(moved).rejects.toMatchObject({ code: "conflict", message: expect.stringContaining("has moved") });
  expect(await sources(ctx.workspace.id)).toBe(0);
  const again = await planFromRepository(ctx, git, input);
  await applyFromRepository(ctx, git, { ...input, commit: again.commit });
  expect(await sources(ctx.workspace.id)).toBe(3);
  const audited = await db.auditEvent.findFirst({
    where: { workspaceId: ctx.workspace.id, type: "Workspace Imported" },
  });
  expect(audited?.detail).toMatchObject({ created: 4, from: expect.stringContaining(again.commit.slice(0, 7)) });
  expect((await planFromRepository(ctx, git, input)).plan.counts).toMatchObject({ unchanged: 4, create: 0 });
});

it("reports links and files that are no HCL by name, and imports nothing of such a branch", async () => {
  const { from, ctx, input } = await start("");
  const dir = world.host.repositoryDir;
  const blob = (text: string) => plainGit(dir, ["hash-object", "-w", "--stdin"], text);
  const entries = [
    plainGit(dir, ["ls-tree", from.branch]),
    `120000 blob ${blob("/etc/passwd")}\tlink.tf`,
    `100644 blob ${blob("resource {")}\tbad.tf`,
    `100644 blob ${blob("resource {")}\tnotes.txt`,
  ];
  const tree = plainGit(dir, ["mktree"], `${entries.join("\n")}\n`);
  const commit = plainGit(dir, ["commit-tree", tree, "-p", from.branch, "-m", "mine"]);
  plainGit(dir, ["update-ref", `refs/heads/${from.branch}`, commit]);
  const { plan } = await planFromRepository(ctx, git, input);
  expect(plan.problems).toMatchObject([
    { level: "error", file: "bad.tf", line: 1 },
    { level: "error", file: "link.tf", message: expect.stringContaining("link") },
  ]);
  await expect(applyFromRepository(ctx, git, { ...input, commit })).rejects.toMatchObject({ code: "invalid" });
  expect(await sources(ctx.workspace.id)).toBe(0);
});

it("tells a branch that is not there, and a place that cannot be one", async () => {
  const { ctx, input } = await start();
  await expect(planFromRepository(ctx, git, { ...input, branch: "nowhere" })).rejects.toMatchObject({
    code: "not-found",
    fields: [{ path: "branch" }],
  });
  await expect(planFromRepository(ctx, git, { ...input, path: "../up" })).rejects.toMatchObject({ code: "invalid" });
  await expect(planFromRepository(ctx, git, { ...input, path: "other" })).resolves.toMatchObject({
    plan: { counts: { files: 0, create: 0 } },
  });
  const lost = { ...input, url: input.url.replace(/[^/]+$/, "nothing.git") };
  await expect(planFromRepository(ctx, git, lost)).rejects.toMatchObject({ code: "git" });
});

it("is for owners, and with connections of their own workspace", async () => {
  const { workspace, input } = await start();
  for (const ctx of [workspace.as("Workspace Member"), workspace.nobody]) {
    await expect(planFromRepository(ctx, git, input)).rejects.toMatchObject({ code: "forbidden" });
    const commit = "0".repeat(40);
    await expect(applyFromRepository(ctx, git, { ...input, commit })).rejects.toMatchObject({ code: "forbidden" });
  }
  const { ctx: stranger } = await freshWorkspace(db);
  await addSource(stranger, "own");
  await expect(planFromRepository(stranger, git, input)).rejects.toMatchObject({ code: "not-found" });
});
