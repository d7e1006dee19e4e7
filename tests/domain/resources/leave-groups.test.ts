import { expect, it } from "vitest";
import { memberRoleId } from "@/server/core/permissions";
import { createResource } from "@/server/domain/resources/create-resource";
import { getResource } from "@/server/domain/resources/get-resource";
import { removeResource } from "@/server/domain/resources/remove-resource";
import { contextFor } from "@/server/domain/workspaces/context-for";
import { productDatabase } from "@/tests/domain/git-sync/world";
import { freshWorkspace } from "@/tests/support/database";

const { db } = await productDatabase();

it("a removed user loses the roles of their groups too, each group as a change of its own", async () => {
  const { ctx } = await freshWorkspace(db);
  const permissions = [{ role_id: memberRoleId, resources: [] }];
  const email = "Leaver@example.test";
  const user = await createResource(ctx, { kind: "user", state: { email, permissions } });
  const members = ["leaver@example.test", "stayer@example.test"];
  const group = await createResource(ctx, { kind: "user_group", state: { name: "Team", members, permissions } });
  const account = { accountId: "a", email: "leaver@example.test", name: "L" };
  const open = () => contextFor(db, { slug: ctx.workspace.slug, account, origin: "ui" });
  await open();
  await removeResource(ctx, { kind: "user", id: user.id });
  await expect(open()).rejects.toMatchObject({ code: "not-found" });
  const { state } = await getResource(ctx, { kind: "user_group", id: group.id });
  expect(state.members).toEqual(["stayer@example.test"]);
  const changes = await db.changeRecord.findMany({
    where: { workspaceId: ctx.workspace.id, resourceId: { in: [user.id, group.id] } },
    orderBy: { seq: "asc" },
  });
  expect(changes.map(({ kind, verb }) => `${kind} ${verb}`).slice(2)).toEqual(["user deleted", "user_group modified"]);
});
