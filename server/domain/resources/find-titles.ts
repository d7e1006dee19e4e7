import type { Ctx } from "@/server/core/ctx";
import { referencesOf } from "@/server/core/kinds/references";
import type { ResourceKind } from "@/server/core/kinds/types";
import type { ResourceState } from "@/server/hcl/schema";

/** Titles of the resources that a state names, by `<kind>:<id>`; those that do not exist are left out. */
export async function findTitles(
  ctx: Ctx,
  kind: ResourceKind,
  state: ResourceState,
): Promise<{ [target: string]: string }> {
  const targets = referencesOf(kind, state).filter((each) => each.id !== "");
  if (targets.length === 0) return {};
  const rows = await ctx.db.resource.findMany({
    where: { workspaceId: ctx.workspace.id, OR: targets.map(({ kind, id }) => ({ kind, id })) },
    select: { kind: true, id: true, title: true },
  });
  return Object.fromEntries(rows.map((row) => [`${row.kind}:${row.id}`, row.title]));
}
