import { authorize, type Ctx } from "@/server/core/ctx";
import { NotFoundError } from "@/server/core/errors";

/** A space of profiles. The workspace knows it only from what names it, so its name is made from its id. */
export interface Space {
  readonly id: string;
  readonly slug: string;
  readonly name: string;
}

/** Spaces that profiles warehouses or role grants name, by id. */
export async function listSpaces(ctx: Ctx): Promise<Space[]> {
  authorize(ctx, "workspace:read");
  const rows = await ctx.db.$queryRaw<{ id: string }[]>`
    SELECT state ->> 'space_id' AS id FROM "Resource"
    WHERE "workspaceId" = ${ctx.workspace.id} AND kind = 'profiles_warehouse'
    UNION
    SELECT resource ->> 'id' FROM "Resource",
      jsonb_path_query(state, '$.permissions[*].resources[*] ? (@.type == "SPACE")') resource
    WHERE "workspaceId" = ${ctx.workspace.id} AND kind IN ('user', 'user_group')
    ORDER BY id`;
  return rows.map(({ id }) => ({ id, slug: slugOf(id), name: id }));
}

/** One of them. Throws NotFoundError. */
export async function getSpace(ctx: Ctx, id: string): Promise<Space> {
  const found = (await listSpaces(ctx)).find((space) => space.id === id);
  if (!found) throw new NotFoundError("space", id);
  return found;
}

const slugOf = (id: string) => id.toLowerCase().replace(/[^a-z0-9]+/g, "-");
