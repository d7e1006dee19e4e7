import type { Ctx, Tx } from "@/server/core/ctx";
import { resourceKinds } from "@/server/core/kinds/table";
import { insertResource } from "@/server/domain/resources/create-resource";
import type { JsonValue } from "@/server/hcl/schema";
import { findMember } from "./find-member";

const kind = resourceKinds.user;

/** Gives the workspace a `user` resource for an e-mail, unless it has one: that one, and its roles, stay as they are. */
export async function addMember(tx: Tx, ctx: Ctx, email: string, permissions: JsonValue): Promise<boolean> {
  if (await findMember(tx, ctx.workspace.id, email)) return false;
  const state = { email, permissions };
  await insertResource(tx, ctx, kind, kind.newId(state), state);
  return true;
}
