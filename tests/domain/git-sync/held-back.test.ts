import { expect, it } from "vitest";
import type { Ctx } from "@/server/core/ctx";
import { requestFullSync } from "@/server/domain/git-sync/request-full-sync";
import { updateResource } from "@/server/domain/resources/update-resource";
import {
  gitWorld,
  lastRun,
  page,
  productDatabase,
  remoteFile,
  remoteLog,
  rename,
  syncedWorkspace,
  work,
} from "./world";

const world = await gitWorld();
const { db } = await productDatabase();

/** Two names that Terraform takes for one: HCL cannot hold both. The product's own checks do not know of it. */
const twins = { limits: { "\u00e9": 1, "e\u0301": 2 } };

const edit = (ctx: Ctx, id: string, settings: object) =>
  updateResource(ctx, { kind: "source", id, changes: { settings: settings as { [key: string]: number } } });

it("a resource whose file would not say what it is is left out and reported; everything else is pushed", async () => {
  const { ctx, branch, sourceIds } = await syncedWorkspace(db, world);
  const [bad = "", good = ""] = sourceIds;
  const file = `sources/${bad}.tf`;
  const before = remoteFile(world, branch, file);
  await edit(ctx, bad, twins);
  await rename(ctx, good, "Renamed");
  await work(ctx);
  expect(remoteFile(world, branch, file)).toBe(before);
  expect(remoteLog(world, branch).at(-1)?.files).toEqual([`sources/${good}.tf`]);
  expect(await page(ctx)).toMatchObject({
    failure: null,
    pending: 0,
    heldBackTotal: 1,
    heldBack: [
      {
        kind: "source",
        resourceId: bad,
        title: "Source site-0",
        attribute: expect.stringContaining("settings.limits"),
      },
    ],
  });
  const run = await lastRun(ctx);
  expect(run).toMatchObject({ status: "succeeded", counts: { heldBack: 1, commits: 1 } });
  expect(run.notes).toMatchObject([{ kind: "held-back", text: expect.stringContaining(`${file} stays as it was`) }]);
});

it("a full sync leaves it out as well and deletes nothing; mended, it is pushed and off the list", async () => {
  const { ctx, branch, sourceIds } = await syncedWorkspace(db, world);
  const [bad = "", good = ""] = sourceIds;
  await edit(ctx, bad, twins);
  await requestFullSync(ctx);
  await work(ctx);
  expect((await lastRun(ctx)).counts).toMatchObject({ heldBack: 1, filesDeleted: 0, filesWritten: 0 });
  expect(remoteFile(world, branch, `sources/${bad}.tf`)).toContain("settings = jsonencode({})");
  await rename(ctx, good, "Renamed");
  await work(ctx);
  expect(await page(ctx)).toMatchObject({ heldBackTotal: 1 });
  await edit(ctx, bad, { limits: 3 });
  await work(ctx);
  expect(remoteFile(world, branch, `sources/${bad}.tf`)).toContain("limits = 3");
  expect(await page(ctx)).toMatchObject({ heldBackTotal: 0, heldBack: [] });
});
