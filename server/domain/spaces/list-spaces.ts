import { authorize, type Ctx } from "@/server/core/ctx";
import { NotFoundError } from "@/server/core/errors";
import { listSpaceIds } from "@/server/domain/resources/list-space-ids";

/** A space of profiles. The workspace knows it only from what names it, so its name is made from its id. */
export interface Space {
  readonly id: string;
  readonly slug: string;
  readonly name: string;
}

/** Spaces that profiles warehouses or role grants name, by id. */
export async function listSpaces(ctx: Ctx): Promise<Space[]> {
  authorize(ctx, "workspace:read");
  const ids = await listSpaceIds(ctx.db, ctx.workspace.id);
  return ids.map((id) => ({ id, slug: slugOf(id), name: id }));
}

/** One of them. Throws NotFoundError. */
export async function getSpace(ctx: Ctx, id: string): Promise<Space> {
  const found = (await listSpaces(ctx)).find((space) => space.id === id);
  if (!found) throw new NotFoundError("space", id);
  return found;
}

const slugOf = (id: string) => id.toLowerCase().replace(/[^a-z0-9]+/g, "-");
