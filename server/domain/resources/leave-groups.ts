import type { Ctx, Tx } from "@/server/core/ctx";
import { items, text } from "@/server/core/kinds/values";
import type { ResourceState } from "@/server/hcl/schema";
import { editIn } from "./update-resource";

/** Takes a removed user out of every group: a group that still named them would still give them its roles. */
export async function leaveGroups(tx: Tx, ctx: Ctx, user: ResourceState): Promise<void> {
  const email = text(user.email).toLowerCase();
  const groups = await tx.$queryRaw<{ id: string }[]>`
    SELECT id FROM "Resource" WHERE "workspaceId" = ${ctx.workspace.id} AND kind = 'user_group' AND EXISTS (
      SELECT 1 FROM jsonb_path_query(state, '$.members[*]') member WHERE lower(member #>> '{}') = ${email})
    ORDER BY id`;
  for (const { id } of groups) {
    await editIn(tx, ctx, { kind: "user_group", id }, ({ state }) => ({
      changes: { members: items(state.members).filter((member) => text(member).toLowerCase() !== email) },
    }));
  }
}
