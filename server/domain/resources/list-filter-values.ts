import { Prisma } from "@/prisma/generated/client";
import type { Ctx } from "@/server/core/ctx";
import { directRows } from "@/server/core/direct-rows";
import { resourceKinds } from "@/server/core/kinds/table";
import type { KindName } from "@/server/core/kinds/types";
import { findChangeSeq } from "@/server/domain/workspaces/find-change-seq";
import { keptCount } from "./kept-counts";
import { nameTypes } from "./name-types";
import { findReach, type Reach, readable } from "./reach";

export interface FilterValue {
  readonly value: string;
  readonly name: string;
  readonly count: number;
}

const mostValues = 200;

/** The types and labels that the resources of a list have, with how many have them: what it can be narrowed to. */
export async function listFilterValues(
  ctx: Ctx,
  kind: KindName,
): Promise<{ types: FilterValue[]; labels: FilterValue[] }> {
  const reach = await findReach(ctx);
  const seq = await findChangeSeq(ctx.db, ctx.workspace.id);
  const count = () => countValues(ctx, kind, reach);
  const { types, labels } =
    seq === null ? await count() : await keptCount({ ctx, reach, kind, what: "filters" }, seq, count);
  const names = await nameTypes(
    ctx,
    resourceKinds[kind],
    types.map((type) => type.value),
  );
  return {
    types: types
      .map(({ value, count }) => ({ value, name: names.get(value)?.name ?? value, count: Number(count) }))
      .sort((a, b) => a.name.localeCompare(b.name, "en")),
    labels: labels.map(({ value, count }) => ({ value, name: value, count: Number(count) })),
  };
}

interface Counted {
  readonly value: string;
  readonly count: bigint;
}

async function countValues(ctx: Ctx, kind: KindName, reach: Reach): Promise<{ types: Counted[]; labels: Counted[] }> {
  const mine = readable(reach);
  const [types, labels] = await Promise.all([
    directRows<Counted>(
      ctx.db,
      Prisma.sql`
      SELECT "catalogId" AS value, count(*) AS count FROM "Resource"
      WHERE "workspaceId" = ${ctx.workspace.id} AND kind = ${kind} AND "catalogId" IS NOT NULL AND ${mine}
      GROUP BY 1 ORDER BY 2 DESC, 1 LIMIT ${mostValues}`,
    ),
    directRows<Counted>(
      ctx.db,
      Prisma.sql`
      SELECT label AS value, count(*) AS count FROM "Resource", unnest(labels) label
      WHERE "workspaceId" = ${ctx.workspace.id} AND kind = ${kind} AND cardinality(labels) > 0 AND ${mine}
      GROUP BY 1 ORDER BY 1 LIMIT ${mostValues}`,
    ),
  ]);
  return { types, labels };
}
