import { expect, it } from "vitest";
import { memberRoleId } from "@/server/core/permissions";
import { createOnce } from "@/server/domain/resources/create-once";
import { removeResource } from "@/server/domain/resources/remove-resource";
import { updateResource } from "@/server/domain/resources/update-resource";
import { gitWorld, page, productDatabase, remoteFile, remoteLog, syncedWorkspace, work } from "./world";

const world = await gitWorld();
const { db } = await productDatabase();

it("a group that an API client builds in several calls is written once it has a role", async () => {
  const { ctx, branch } = await syncedWorkspace(db, world);
  const before = remoteLog(world, branch).length;
  const add = (name: string) => {
    const state = { name, members: [], permissions: [] };
    return createOnce(ctx, { kind: "user_group", state }, { requestKey: name });
  };
  const { id } = await add("Growth");
  const { id: other } = await add("Never finished");
  await work(ctx);
  expect(remoteLog(world, branch)).toHaveLength(before);
  expect(await page(ctx)).toMatchObject({ pending: 0, heldBackTotal: 2, failure: null });
  const permissions = [{ role_id: memberRoleId, resources: [] }];
  await updateResource(ctx, { kind: "user_group", id, changes: { permissions } });
  await removeResource(ctx, { kind: "user_group", id: other });
  await work(ctx);
  expect(remoteLog(world, branch)).toHaveLength(before + 1);
  expect(remoteFile(world, branch, `user_groups/${id}.tf`)).toContain(memberRoleId);
  expect(await page(ctx)).toMatchObject({ heldBackTotal: 0, failure: null });
});
