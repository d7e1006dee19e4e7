import { describe, expect, it } from "vitest";
import { requestFullSync } from "@/server/domain/git-sync/request-full-sync";
import { createResource } from "@/server/domain/resources/create-resource";
import { updateResource } from "@/server/domain/resources/update-resource";
import { fakeSecret } from "@/server/domain/sample/sample-ids";
import { plainGit } from "@/tests/support/plain-git";
import {
  type addSource,
  gitWorld,
  page,
  productDatabase,
  remoteFile,
  remoteLog,
  rename,
  setUpOn,
  syncedWorkspace,
  work,
} from "./world";

const world = await gitWorld();
const { db } = await productDatabase();
const postgresCatalogId = "l8jDQSyD2d";

const addWarehouse = (ctx: Parameters<typeof addSource>[0], password: string) =>
  createResource(ctx, {
    kind: "warehouse",
    state: {
      name: "Warehouse",
      enabled: true,
      metadata: { id: postgresCatalogId },
      settings: { host: "db.example.com", username: "segment", password },
    },
  });

const addFunction = (ctx: Parameters<typeof addSource>[0], code: string) =>
  createResource(ctx, { kind: "function", state: { resource_type: "DESTINATION", display_name: "Send", code } });

it("a stored secret is not in the repository in any form", async () => {
  const { ctx, branch } = await setUpOn(db, world);
  const password = fakeSecret("warehouse", 24);
  const { id } = await addWarehouse(ctx, password);
  await work(ctx);
  expect(await page(ctx)).toMatchObject({ failure: null });
  expect(remoteFile(world, branch, `warehouses/${id}.tf`)).not.toContain("password");
  const everything = plainGit(world.host.repositoryDir, ["grep", "-c", "", branch]);
  expect(everything.length).toBeGreaterThan(0);
  expect(() => plainGit(world.host.repositoryDir, ["grep", "-F", password, branch])).toThrow();
});

describe("a secret written in plain text elsewhere", () => {
  const password = fakeSecret("another warehouse", 28);
  const forms = {
    "as it is": password,
    "in base64": Buffer.from(password).toString("base64"),
    "inside a longer base64 text": Buffer.from(`user:${password}@host`).toString("base64"),
    "URL-encoded": encodeURIComponent(`${password}`),
    "in hex": Buffer.from(password).toString("hex"),
  };
  it.each(Object.entries(forms))("%s stops the push and is named by its field, never by its value", async (_, form) => {
    const { ctx, branch } = await syncedWorkspace(db, world);
    await addWarehouse(ctx, password);
    const made = await addFunction(ctx, `const key = "${form}";`);
    await work(ctx);
    const { failure, pending, retryAt } = await page(ctx);
    expect(failure).toMatchObject({ class: "secret-in-output", accessLost: true });
    expect(failure?.title).toContain(`functions/${made.id}.tf`);
    expect(failure?.remedy).toContain("Warehouse “Warehouse”, settings.password");
    expect(JSON.stringify(failure)).not.toContain(form);
    expect({ pending, retryAt }).toEqual({ pending: 2, retryAt: null });
    expect(remoteLog(world, branch)).toHaveLength(1);
    expect(JSON.stringify(await db.gitSyncRun.findMany({ where: { workspaceId: ctx.workspace.id } }))).not.toContain(
      form,
    );
  });

  it("is pushed past once it is gone from the text, by a Full Sync", async () => {
    const { ctx, branch } = await syncedWorkspace(db, world);
    await addWarehouse(ctx, password);
    const { id } = await addFunction(ctx, `const key = "${password}";`);
    await work(ctx);
    await updateResource(ctx, { kind: "function", id, changes: { code: "const key = settings.key;" } });
    await requestFullSync(ctx);
    await work(ctx);
    expect(await page(ctx)).toMatchObject({ failure: null, pending: 0 });
    expect(remoteLog(world, branch).map(({ subject }) => subject)).toEqual(["Full sync", "Full sync"]);
    expect(() => plainGit(world.host.repositoryDir, ["grep", "-F", password, branch])).toThrow();
  });

  it("is found when the secret was set after the last push", async () => {
    const { ctx, sourceIds } = await syncedWorkspace(db, world);
    const { id } = await addWarehouse(ctx, "the first password");
    await work(ctx);
    await updateResource(ctx, {
      kind: "warehouse",
      id,
      changes: { settings: { host: "db.example.com", username: "segment", password } },
    });
    await rename(ctx, sourceIds[0] ?? "", `Named ${password}`);
    await work(ctx);
    expect((await page(ctx)).failure).toMatchObject({ class: "secret-in-output" });
  });
});
