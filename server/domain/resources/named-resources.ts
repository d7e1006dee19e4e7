import { Prisma } from "@/prisma/generated/client";
import type { Ctx } from "@/server/core/ctx";
import type { KindName } from "@/server/core/kinds/types";
import { type Reach, readable } from "./reach";
import { pairKinds } from "./readable-titles";

/** Kinds that are called after what they connect. */
export const pairKindNames = Object.keys(pairKinds) as KindName[];

/**
 * The readable resources of a kind, to select from under the name `Resource`. Connections carry the names of what they
 * connect as `title` and `search`, as far as the person may read those.
 */
export function namedResources(ctx: Ctx, reach: Reach, kind: KindName): Prisma.Sql {
  const mine = Prisma.sql`"Resource"."workspaceId" = ${ctx.workspace.id} AND "Resource".kind = ${kind} AND ${readable(reach)}`;
  const ends = pairKinds[kind];
  if (!ends) return Prisma.sql`(SELECT * FROM "Resource" WHERE ${mine}) AS "Resource"`;
  const first = Prisma.sql`split_part("Resource".id, ':', 1)`;
  const second = Prisma.sql`substr("Resource".id, strpos("Resource".id, ':') + 1)`;
  const end = (name: Prisma.Sql, of: KindName, id: Prisma.Sql) =>
    Prisma.sql`LEFT JOIN "Resource" ${name} ON ${name}."workspaceId" = "Resource"."workspaceId"
      AND ${name}.kind = ${of} AND ${name}.id = ${id} AND ${readable(reach, name)}`;
  const [one, two] = [Prisma.sql`one`, Prisma.sql`two`];
  return Prisma.sql`(
    SELECT "Resource"."workspaceId", "Resource".kind, "Resource".id, "Resource".enabled, "Resource"."catalogId",
      "Resource".labels, "Resource"."missingSecrets", "Resource"."updatedAt", "Resource"."updatedBy",
      coalesce(one.title, ${first}) || ' → ' || coalesce(two.title, ${second}) AS title,
      concat_ws(E'\n', one.search, two.search, "Resource".search) AS search
    FROM "Resource" ${end(one, ends[0], first)} ${end(two, ends[1], second)} WHERE ${mine}) AS "Resource"`;
}
