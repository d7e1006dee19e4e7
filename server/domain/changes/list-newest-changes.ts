import { Prisma } from "@/prisma/generated/client";
import type { Db, Tx } from "@/server/core/ctx";
import type { KindName } from "@/server/core/kinds/types";
import type { ResourceState } from "@/server/hcl/schema";

export interface ListedChange {
  readonly seq: number;
  readonly kind: string;
  readonly resourceId: string;
  readonly title: string;
  readonly verb: string;
  readonly actorLabel: string;
  readonly origin: string;
  readonly createdAt: Date;
  readonly before: ResourceState | null;
  readonly after: ResourceState | null;
}

/** Whose changes: `readable` gives the condition for a row, by the name that it has in the statement. */
interface Scope {
  readonly workspaceId: string;
  readonly readable: (change: Prisma.Sql) => Prisma.Sql;
}

const row = Prisma.sql`"ChangeRecord"`;

/** Changes, newest first: of one resource, or of all. `beforeSeq` pages on. */
export async function listNewestChanges(
  db: Db | Tx,
  { workspaceId, readable }: Scope,
  input: { kind?: KindName; id?: string; beforeSeq?: number; limit: number },
): Promise<ListedChange[]> {
  const all = [Prisma.sql`"workspaceId" = ${workspaceId}`, readable(row)];
  if (input.kind) all.push(Prisma.sql`kind = ${input.kind}`);
  if (input.id) all.push(Prisma.sql`"resourceId" = ${input.id}`);
  if (input.beforeSeq) all.push(Prisma.sql`seq < ${input.beforeSeq}`);
  const rows = await db.$queryRaw<(Omit<ListedChange, "seq"> & { seq: bigint })[]>`
    SELECT seq, kind, "resourceId", title, verb, "actorLabel", origin, "createdAt", before, after
    FROM "ChangeRecord" WHERE ${Prisma.join(all, " AND ")} ORDER BY seq DESC LIMIT ${input.limit}`;
  return rows.map((row) => ({ ...row, seq: Number(row.seq) }));
}

/** Who changed what without what it was before and after, newest first; `id` is the resource's. */
export async function listNewestHeadlines(db: Db | Tx, { workspaceId, readable }: Scope, limit: number) {
  type Headline = Pick<ListedChange, "kind" | "title" | "verb" | "actorLabel" | "createdAt"> & { readonly id: string };
  const rows = await db.$queryRaw<(Headline & { seq: bigint })[]>`
    SELECT seq, kind, "resourceId" AS id, title, verb, "actorLabel", "createdAt" FROM "ChangeRecord"
    WHERE "workspaceId" = ${workspaceId} AND ${readable(row)} ORDER BY seq DESC LIMIT ${limit}`;
  return rows.map((row) => ({ ...row, seq: Number(row.seq) }));
}
