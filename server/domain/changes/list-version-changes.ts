import { Prisma } from "@/prisma/generated/client";
import type { Db, Tx } from "@/server/core/ctx";
import type { ResourceState } from "@/server/hcl/schema";

/** A change that made a version of a function: one of its code or of its settings. */
export interface VersionChange {
  readonly seq: bigint;
  readonly actorLabel: string;
  readonly createdAt: Date;
  readonly after: ResourceState;
}

interface FunctionOf {
  readonly workspaceId: string;
  readonly id: string;
}

/** The changes that made a function's versions, newest first. */
export const listVersionChanges = (
  db: Db | Tx,
  of: FunctionOf,
  { offset, count }: { readonly offset: number; readonly count: number },
): Promise<VersionChange[]> => select(db, of, Prisma.sql`ORDER BY seq DESC LIMIT ${count} OFFSET ${offset}`);

export async function countVersionChanges(db: Db | Tx, of: FunctionOf): Promise<number> {
  const rows = await db.$queryRaw<{ total: bigint }[]>`SELECT count(*) AS total FROM (${versionRows(of)}) v`;
  return Number(rows[0]?.total ?? 0);
}

/** The one numbered `seq`, or null: of other functions too. */
export async function findVersionChange(db: Db | Tx, of: FunctionOf, seq: bigint): Promise<VersionChange | null> {
  const [row] = await select(db, of, Prisma.sql`WHERE seq = ${seq}`);
  return row ?? null;
}

/** The newest one; null for functions that came without a record. */
export async function findNewestVersionChange(db: Db | Tx, of: FunctionOf): Promise<VersionChange | null> {
  const [row] = await select(db, of, Prisma.sql`ORDER BY seq DESC LIMIT 1`);
  return row ?? null;
}

const select = (db: Db | Tx, of: FunctionOf, which: Prisma.Sql) =>
  db.$queryRaw<VersionChange[]>`SELECT * FROM (${versionRows(of)}) v ${which}`;

/** Those before a deletion are of another function that had the same id. */
const versionRows = ({ workspaceId, id }: FunctionOf) => Prisma.sql`
  SELECT seq, "actorLabel", "createdAt", after FROM "ChangeRecord" c
  WHERE "workspaceId" = ${workspaceId} AND kind = 'function' AND "resourceId" = ${id} AND after IS NOT NULL
    AND (before IS NULL OR before -> 'code' IS DISTINCT FROM after -> 'code'
      OR before -> 'settings' IS DISTINCT FROM after -> 'settings')
    AND NOT EXISTS (SELECT 1 FROM "ChangeRecord" gone WHERE gone."workspaceId" = c."workspaceId" AND gone.kind = c.kind
      AND gone."resourceId" = c."resourceId" AND gone.seq > c.seq AND gone.after IS NULL)`;
