import { Prisma } from "@/prisma/generated/client";
import { authorize, type Ctx } from "@/server/core/ctx";
import { InvalidError } from "@/server/core/errors";
import { requireProject } from "./require-project";
import type { ListDbtModels, NodeState } from "./schema";

export interface ListedModel {
  readonly uniqueId: string;
  readonly resourceType: string;
  readonly name: string;
  readonly packageName: string;
  readonly file: string;
  readonly folder: string;
  readonly materialized: string;
  readonly access: string;
  readonly group: string | null;
  readonly tags: readonly string[];
  readonly version: string | null;
  readonly isLatest: boolean;
  readonly enabled: boolean;
  readonly relationName: string | null;
  readonly state: NodeState;
  readonly stateReason: string | null;
  readonly columnCount: number;
  readonly columnsComplete: boolean;
  readonly description: string;
}

export interface ModelList {
  readonly items: readonly ListedModel[];
  readonly total: number;
  /** For `after` of the next page and `before` of the previous one; null at the ends. */
  readonly next: string | null;
  readonly previous: string | null;
}

/** Models of a project by name, searched and filtered; a page costs the same wherever it is. */
export async function listModels(ctx: Ctx, input: ListDbtModels): Promise<ModelList> {
  authorize(ctx, "workspace:read");
  await requireProject(ctx, input.projectId);
  const filter = conditions(input);
  const backwards = input.before !== undefined;
  const cursor = input.before ?? input.after;
  const order = Prisma.raw(backwards ? "DESC" : "ASC");
  const page = cursor === undefined ? Prisma.empty : beyond(cursor, backwards);
  const rows = await ctx.db.$queryRaw<ListedModel[]>`
    SELECT "uniqueId", "resourceType", name, "packageName", file, folder, materialized, access, "group", tags, version,
      "isLatest", enabled, "relationName", state, "stateReason",
      coalesce(told."columnCount", page."columnCount") AS "columnCount",
      told."columnCount" IS NOT NULL OR "columnsComplete" AS "columnsComplete",
      left(coalesce(node->>'description', ''), 300) AS description
    FROM (SELECT * FROM "DbtNode" WHERE ${filter} ${page}
      ORDER BY name ${order}, "uniqueId" COLLATE "C" ${order} LIMIT ${input.limit + 1}) AS page
    LEFT JOIN LATERAL (
      SELECT jsonb_array_length(d.columns) AS "columnCount" FROM "DbtDescription" d
      WHERE d."projectId" = page."projectId" AND d."uniqueId" = page."uniqueId" AND d."relationName" = page."relationName"
        AND d.found) AS told ON TRUE
    ORDER BY name ${order}, "uniqueId" COLLATE "C" ${order}`;
  const [count] = await ctx.db.$queryRaw<{ total: bigint }[]>`SELECT count(*) AS total FROM "DbtNode" WHERE ${filter}`;
  const more = rows.length > input.limit;
  const items = rows.slice(0, input.limit);
  if (backwards) items.reverse();
  return {
    items,
    total: Number(count?.total ?? 0),
    next: more || backwards ? cursorOf(items.at(-1)) : null,
    previous: (backwards ? more : cursor !== undefined) ? cursorOf(items[0]) : null,
  };
}

const cursorOf = (model: ListedModel | undefined) =>
  model ? Buffer.from(JSON.stringify([model.name, model.uniqueId])).toString("base64url") : null;

const escapeLike = (text: string) => text.replace(/[\\%_]/g, (character) => `\\${character}`);

function conditions(input: ListDbtModels): Prisma.Sql {
  const all = [Prisma.sql`"projectId" = ${input.projectId}`];
  for (const word of input.query.toLowerCase().split(/\s+/).filter(Boolean))
    all.push(Prisma.sql`search LIKE ${`%${escapeLike(word)}%`}`);
  if (input.resourceTypes.length > 0) all.push(Prisma.sql`"resourceType" = ANY(${input.resourceTypes}::text[])`);
  if (input.tags.length > 0) all.push(Prisma.sql`tags && ${input.tags}::text[]`);
  if (input.materializations.length > 0) all.push(Prisma.sql`materialized = ANY(${input.materializations}::text[])`);
  if (input.groups.length > 0) all.push(Prisma.sql`"group" = ANY(${input.groups}::text[])`);
  if (input.states.length > 0) all.push(Prisma.sql`state = ANY(${input.states}::text[])`);
  if (input.folders.length > 0) {
    const inside = input.folders.map(
      (folder) => Prisma.sql`(folder = ${folder} OR folder LIKE ${`${escapeLike(folder)}/%`})`,
    );
    all.push(Prisma.sql`(${Prisma.join(inside, " OR ")})`);
  }
  return Prisma.join(all, " AND ");
}

function beyond(cursor: string, backwards: boolean): Prisma.Sql {
  const comparison = Prisma.raw(backwards ? "<" : ">");
  try {
    const value: unknown = JSON.parse(Buffer.from(cursor, "base64url").toString());
    const [name, id] = Array.isArray(value) && value.length === 2 ? value : [];
    if (typeof name === "string" && typeof id === "string" && !`${name}${id}`.includes("\0"))
      return Prisma.sql`AND (name, "uniqueId" COLLATE "C") ${comparison} (${name}, ${id})`;
  } catch {
    // Not one of ours: said below.
  }
  throw new InvalidError([{ path: "after", message: "This is not a page of this list." }]);
}

export interface ModelFilters {
  readonly tags: readonly FilterValue[];
  readonly folders: readonly FilterValue[];
  readonly materializations: readonly FilterValue[];
  readonly groups: readonly FilterValue[];
  readonly states: readonly FilterValue[];
}

export interface FilterValue {
  readonly value: string;
  readonly count: number;
}

/** What a project's models can be filtered by, with how many there are of each; at most 500 of a kind. */
export async function listModelFilters(ctx: Ctx, projectId: string): Promise<ModelFilters> {
  authorize(ctx, "workspace:read");
  await requireProject(ctx, projectId);
  const grouped = (value: Prisma.Sql, from = Prisma.empty) => ctx.db.$queryRaw<FilterValue[]>`
    SELECT ${value} AS value, count(*)::int AS count FROM "DbtNode" ${from}
    WHERE "projectId" = ${projectId} AND "resourceType" = 'model' AND ${value} IS NOT NULL
    GROUP BY 1 ORDER BY 1 LIMIT 500`;
  const [tags, folders, materializations, groups, states] = await Promise.all([
    grouped(Prisma.sql`tag`, Prisma.sql`, unnest(tags) AS tag`),
    grouped(Prisma.sql`folder`),
    grouped(Prisma.sql`materialized`),
    grouped(Prisma.sql`"group"`),
    grouped(Prisma.sql`state`),
  ]);
  return { tags, folders, materializations, groups, states };
}
