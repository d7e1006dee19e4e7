import { expect, it } from "vitest";
import { requestFullSync } from "@/server/domain/git-sync/request-full-sync";
import { setSecretsStyle } from "@/server/domain/git-sync/set-secrets-style";
import { createResource } from "@/server/domain/resources/create-resource";
import { removeResource } from "@/server/domain/resources/remove-resource";
import { updateResource } from "@/server/domain/resources/update-resource";
import { fakeSecret } from "@/server/domain/sample/sample-ids";
import { freshWorkspace } from "@/tests/support/database";
import { plainGit } from "@/tests/support/plain-git";
import {
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
const password = fakeSecret("warehouse", 24);
const settings = { host: "db.example.com", username: "segment" };

const addWarehouse = (ctx: Parameters<typeof work>[0], secret: string | null = password) =>
  createResource(ctx, {
    kind: "warehouse",
    state: {
      name: "Warehouse",
      enabled: true,
      metadata: { id: "l8jDQSyD2d" },
      settings: { ...settings, ...(secret === null ? {} : { password: secret }) },
    },
  });

it("a change of style is one commit, with the declarations; back again they are gone", async () => {
  const { ctx, branch } = await syncedWorkspace(db, world, { path: "infra" });
  const { id } = await addWarehouse(ctx);
  await work(ctx);
  const masked = remoteFile(world, branch, `infra/warehouses/${id}.tf`);
  const { runId } = await setSecretsStyle(ctx, { style: "variables" });
  await work(ctx);
  expect((await lastRun(ctx)).id).toBe(runId);
  expect(remoteFile(world, branch, `infra/warehouses/${id}.tf`)).toContain(`password = var.warehouse_${id}_password`);
  expect(remoteFile(world, branch, "infra/variables.tf")).toBe(
    `variable "warehouse_${id}_password" {\n  sensitive = true\n  type      = string\n}`,
  );
  expect(remoteLog(world, branch).at(-1)?.files).toEqual(["infra/variables.tf", `infra/warehouses/${id}.tf`]);
  await requestFullSync(ctx);
  await work(ctx);
  expect((await lastRun(ctx)).counts).toMatchObject({ filesWritten: 0, filesDeleted: 0 });
  await setSecretsStyle(ctx, { style: "masked" });
  await work(ctx);
  expect(remoteFile(world, branch, `infra/warehouses/${id}.tf`)).toBe(masked);
  expect(remoteFiles(world, branch)).not.toContain("infra/variables.tf");
  expect(() => plainGit(world.host.repositoryDir, ["grep", "-F", password, branch])).toThrow();
});

it("a secret that comes or goes is declared in the commit of its resource, and other commits leave the file alone", async () => {
  const { ctx, branch, sourceIds } = await syncedWorkspace(db, world);
  await setSecretsStyle(ctx, { style: "variables" });
  await work(ctx);
  const { id } = await addWarehouse(ctx, null);
  await updateResource(ctx, { kind: "warehouse", id, changes: { settings: { ...settings, password } } });
  await rename(ctx, id, "Renamed", "warehouse");
  await rename(ctx, sourceIds[0] ?? "", "Renamed");
  const other = await addWarehouse(ctx);
  await removeResource(ctx, { kind: "warehouse", id });
  await removeResource(ctx, { kind: "warehouse", id: other.id });
  await work(ctx);
  const [file, second] = [`warehouses/${id}.tf`, `warehouses/${other.id}.tf`];
  expect(
    remoteLog(world, branch)
      .slice(1)
      .map(({ files }) => files),
  ).toEqual([
    [file],
    ["variables.tf", file],
    [file],
    [`sources/${sourceIds[0]}.tf`],
    ["variables.tf", second],
    ["variables.tf", file],
    ["variables.tf", second],
  ]);
  expect(plainGit(world.host.repositoryDir, ["show", `${branch}~2:variables.tf`]).match(/^variable/gm)).toHaveLength(2);
  expect(remoteFiles(world, branch)).not.toContain("variables.tf");
  expect(await page(ctx)).toMatchObject({ failure: null, pending: 0, secretsStyle: "variables" });
});

it("somebody else's variables.tf is never overwritten: the run says what to do", async () => {
  const { ctx, branch } = await syncedWorkspace(db, world);
  await addWarehouse(ctx);
  await work(ctx);
  const mine = 'variable "region" {\n  default = "eu"\n}\n';
  const blob = plainGit(world.host.repositoryDir, ["hash-object", "-w", "--stdin"], mine).trim();
  commitFile(branch, blob);
  await setSecretsStyle(ctx, { style: "variables" });
  await work(ctx);
  expect(await page(ctx)).toMatchObject({ failure: { class: "file-taken" }, retryAt: null });
  expect(remoteFile(world, branch, "variables.tf")).toBe(mine.trim());
});

function commitFile(branch: string, blob: string) {
  const dir = world.host.repositoryDir;
  const listed = plainGit(dir, ["ls-tree", branch]).trim();
  const tree = plainGit(dir, ["mktree"], `${listed}\n100644 blob ${blob}\tvariables.tf\n`).trim();
  const person = ["-c", "user.name=Piet", "-c", "user.email=piet@example.com"];
  const commit = plainGit(dir, [...person, "commit-tree", tree, "-p", branch, "-m", "mine"]).trim();
  plainGit(dir, ["update-ref", `refs/heads/${branch}`, commit]);
}

it("only owners change the style, and once more changes nothing", async () => {
  const { ctx, as, nobody } = await freshWorkspace(db);
  for (const other of [as("Workspace Member"), nobody]) {
    await expect(setSecretsStyle(other, { style: "variables" })).rejects.toMatchObject({ code: "forbidden" });
  }
  expect(await setSecretsStyle(ctx, { style: "variables" })).toEqual({ runId: null });
  await setSecretsStyle(ctx, { style: "variables" });
  const where = { workspaceId: ctx.workspace.id, type: "Secrets Style Changed" };
  expect(await db.auditEvent.findMany({ where })).toMatchObject([{ detail: { before: "masked", after: "variables" } }]);
});
