import { readFileSync } from "node:fs";
import { expect, it } from "vitest";
import type { Ctx, Db } from "@/server/core/ctx";
import { memberRoleId, ownerRoleId } from "@/server/core/permissions";
import { createResource } from "@/server/domain/resources/create-resource";
import { productDatabase } from "@/tests/domain/git-sync/world";
import { freshEmail } from "@/tests/support/database";
import { apiClient } from "./client";
import { type Ids, type RecordedCall, replay } from "./replay";
import { addWorld, postgres } from "./world";

const { db } = await productDatabase();

const recorded = (name: string): RecordedCall[] =>
  JSON.parse(readFileSync(new URL(`./fixtures/${name}.json`, import.meta.url), "utf8"));

const sourceAdmin = "1Mc8DKqCj3vrDvNml9Vhsc7Aebt";

async function addPerson(ctx: Ctx, on: Db, name: string, email: string, role?: string) {
  await on.account.create({ data: { email, name } });
  const resources = [{ id: ctx.workspace.id, type: "WORKSPACE", labels: [] }];
  const permissions = role ? [{ role_id: role, resources }] : [];
  return (await createResource(ctx, { kind: "user", state: { email, permissions } })).id;
}

/** Two users, labels, and e-mails that nobody has. */
async function addPeople(ctx: Ctx): Promise<Ids> {
  const [adaEmail, bobEmail, newEmail, pendingEmail] = [freshEmail(), freshEmail(), freshEmail(), freshEmail()];
  for (const [key, value] of [
    ["environment", "prod"],
    ["team", "growth"],
  ]) {
    await createResource(ctx, { kind: "label", state: { key: key ?? "", value: value ?? "" } });
  }
  return {
    adaEmail,
    bobEmail,
    newEmail,
    newEmailEncoded: encodeURIComponent(newEmail),
    pendingEmail,
    ada: await addPerson(ctx, db, "Ada", adaEmail, memberRoleId),
    bob: await addPerson(ctx, db, "Bob", bobEmail),
    workspace: ctx.workspace.id,
    space: "spa_9aQ1Lj62S4",
    memberRole: memberRoleId,
    ownerRole: ownerRoleId,
    sourceAdmin,
    postgres,
  };
}

it.each(["user", "user_accepted", "user_group", "profiles_warehouse"])(
  "the Terraform provider creates, changes and destroys a %s",
  async (name) => {
    const client = await apiClient(db);
    const ids = { ...(await addWorld(client.ctx)), ...(await addPeople(client.ctx)) };
    const where = { workspaceId: client.ctx.workspace.id };
    const before = await db.resource.count({ where });
    await replay(client, recorded(name), ids);
    const gone = name === "user_accepted" ? 1 : 0;
    expect(await db.resource.count({ where })).toBe(before - gone);
    expect(await db.invite.count({ where: { ...where, revokedAt: null } })).toBe(0);
  },
);
