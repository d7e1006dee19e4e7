import type { Ctx } from "@/server/core/ctx";
import { referencesOf } from "@/server/core/kinds/references";
import type { ResourceKind } from "@/server/core/kinds/types";
import type { ResourceState } from "@/server/hcl/schema";
import { findReach, findReadable } from "./reach";

/** Titles of the resources that a state names, by `<kind>:<id>`; those that the person may not read are left out. */
export async function findTitles(
  ctx: Ctx,
  kind: ResourceKind,
  state: ResourceState,
): Promise<{ [target: string]: string }> {
  const targets = referencesOf(kind, state).filter((each) => each.id !== "");
  const rows = await findReadable(ctx.db, ctx, await findReach(ctx), targets);
  return Object.fromEntries(rows.map((row) => [`${row.kind}:${row.id}`, row.title]));
}
