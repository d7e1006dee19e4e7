import { Prisma } from "@/prisma/generated/client";
import type { Ctx } from "@/server/core/ctx";
import { directRows } from "@/server/core/direct-rows";
import { InvalidError } from "@/server/core/errors";
import { changeSeqOf } from "@/server/domain/workspaces/find-change-seq";
import { keptCount } from "./kept-counts";
import { namedBy } from "./named-by";
import { namedResources } from "./named-resources";
import { findReach } from "./reach";
import type { ListResources } from "./schema";

export interface ListedResource {
  readonly id: string;
  readonly title: string;
  readonly enabled: boolean | null;
  readonly catalogId: string | null;
  readonly labels: string[];
  /** An import brought it without the value of a secret. */
  readonly needsSecret: boolean;
  readonly updatedAt: Date;
  readonly updatedBy: string;
}

export interface ResourceList {
  readonly items: ListedResource[];
  readonly total: number;
  /** Cursors for the pages beside this one; null at the ends. */
  readonly next: string | null;
  readonly previous: string | null;
}

type Position = readonly [sortValue: string, id: string];

const encode = (position: Position) => Buffer.from(JSON.stringify(position)).toString("base64url");

const isPlain = (value: unknown): value is string => typeof value === "string" && !value.includes("\0");

function decode(cursor: string, byTitle: boolean): Position {
  try {
    const value: unknown = JSON.parse(Buffer.from(cursor, "base64url").toString());
    const [first, second] = Array.isArray(value) && value.length === 2 ? value : [];
    const fits =
      byTitle || (isPlain(first) && /^\d{4}-\d\d-\d\dT[\d:.]{8,12}Z$/.test(first) && !Number.isNaN(Date.parse(first)));
    if (fits && isPlain(first) && isPlain(second)) return [first, second];
  } catch {
    // Not one of ours: said below.
  }
  throw new InvalidError([{ path: "after", message: "This is not a page of this list." }]);
}

export const escapeLike = (text: string) => text.replace(/[\\%_]/g, (character) => `\\${character}`);

/** Resources of a kind that the person may read, keyset-paged: a page costs the same wherever it is. */
export async function listResources(ctx: Ctx, input: ListResources): Promise<ResourceList> {
  const reach = await findReach(ctx);
  const from = namedResources(ctx, reach, input.kind);
  const narrowed = conditions(ctx, input);
  const filter = narrowed.length > 0 ? Prisma.join(narrowed, " AND ") : Prisma.sql`TRUE`;
  const backwards = input.before !== undefined;
  const cursor = input.before ?? input.after;
  const byTitle = input.sort === "title";
  const direction = input.direction ?? (byTitle ? "asc" : "desc");
  const descending = (direction === "desc") !== backwards;
  const column = byTitle ? Prisma.sql`title COLLATE "C"` : Prisma.sql`"updatedAt"`;
  const order = descending ? Prisma.sql`DESC` : Prisma.sql`ASC`;
  const page = cursor ? pageCondition(decode(cursor, byTitle), column, byTitle, descending) : Prisma.empty;
  const found = await directRows<ListedResource & { seq: bigint }>(
    ctx.db,
    Prisma.sql`SELECT id, title, enabled, "catalogId", labels, cardinality("missingSecrets") > 0 AS "needsSecret",
      "updatedAt", "updatedBy", ${changeSeqOf(ctx.workspace.id)} AS seq FROM ${from}
      WHERE ${filter} ${page} ORDER BY ${column} ${order}, id ${order} LIMIT ${input.limit + 1}`,
  );
  const count = () => countRows(ctx, from, filter);
  const [first] = found;
  const total =
    first && narrowed.length === 0
      ? await keptCount({ ctx, reach, kind: input.kind, what: "rows" }, first.seq, count)
      : await count();
  const rows = found.map(({ seq: _, ...row }): ListedResource => row);
  const more = rows.length > input.limit;
  const items = rows.slice(0, input.limit);
  if (backwards) items.reverse();
  const position = (row: ListedResource | undefined) =>
    row ? encode([byTitle ? row.title : row.updatedAt.toISOString(), row.id]) : null;
  return {
    items,
    total,
    next: more || backwards ? position(items.at(-1)) : null,
    previous: (backwards ? more : cursor) ? position(items[0]) : null,
  };
}

async function countRows(ctx: Ctx, from: Prisma.Sql, filter: Prisma.Sql): Promise<number> {
  const rows = await directRows<{ total: bigint }>(
    ctx.db,
    Prisma.sql`SELECT count(*) AS total FROM ${from} WHERE ${filter}`,
  );
  return Number(rows[0]?.total ?? 0);
}

function conditions(ctx: Ctx, input: ListResources): Prisma.Sql[] {
  const all: Prisma.Sql[] = [];
  for (const word of input.query.toLowerCase().split(/\s+/).filter(Boolean)) {
    all.push(Prisma.sql`search LIKE ${`%${escapeLike(word)}%`}`);
  }
  if (input.state !== "all") all.push(Prisma.sql`enabled = ${input.state === "enabled"}`);
  if (input.labels.length > 0) all.push(Prisma.sql`labels && ${input.labels}::text[]`);
  if (input.catalogIds.length > 0) all.push(Prisma.sql`"catalogId" = ANY(${input.catalogIds}::text[])`);
  if (input.usesKind && input.usesId) {
    const named = namedBy(ctx, { kind: input.usesKind, id: input.usesId });
    all.push(Prisma.sql`("Resource".kind, "Resource".id) IN (SELECT kind, id FROM ${named} named)`);
  }
  return all;
}

function pageCondition([value, id]: Position, column: Prisma.Sql, byTitle: boolean, descending: boolean): Prisma.Sql {
  const comparison = descending ? Prisma.sql`<` : Prisma.sql`>`;
  const bound = byTitle ? Prisma.sql`${value}` : Prisma.sql`${value}::timestamp`;
  return Prisma.sql`AND (${column}, id) ${comparison} (${bound}, ${id})`;
}
