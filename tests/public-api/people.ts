import type { Ctx } from "@/server/core/ctx";
import { memberRoleId, ownerRoleId } from "@/server/core/permissions";
import { createResource } from "@/server/domain/resources/create-resource";
import { productDatabase } from "@/tests/domain/git-sync/world";
import { freshEmail } from "@/tests/support/database";
import { type ApiClient, apiClient } from "./client";

export const { db } = await productDatabase();

export const sourceAdmin = "1Mc8DKqCj3vrDvNml9Vhsc7Aebt";
export const [memberRole, ownerRole] = [memberRoleId, ownerRoleId];

/** A grant for the whole workspace, as requests give it. */
export const everywhere = (ctx: Ctx, roleId: string) => ({
  roleId,
  resources: [{ id: ctx.workspace.id, type: "WORKSPACE" }],
});

/** Somebody with an account and a user of the workspace without roles. */
export async function addUser(ctx: Ctx, email = freshEmail()): Promise<{ id: string; email: string }> {
  await db.account.create({ data: { email, name: "Ada" } });
  const { id } = await createResource(ctx, { kind: "user", state: { email, permissions: [] } });
  return { id, email };
}

export const workspaceClient = (role?: "Workspace Owner" | "Workspace Member", ctx?: Ctx): Promise<ApiClient> =>
  apiClient(db, { ...(role ? { role } : {}), ...(ctx ? { ctx } : {}) });
