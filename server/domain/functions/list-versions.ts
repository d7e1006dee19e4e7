import { Prisma } from "@/prisma/generated/client";
import { authorize, type Ctx, type Db, type Tx } from "@/server/core/ctx";
import { NotFoundError } from "@/server/core/errors";
import { record, text } from "@/server/core/kinds/values";
import { getState } from "@/server/domain/resources/list-states";
import type { JsonValue, ResourceState } from "@/server/hcl/schema";

/** A state of a function's code and settings: each change of either is one. */
export interface FunctionVersion {
  /** Number of the change record that made it, as text. */
  readonly id: string;
  readonly author: string;
  readonly createdAt: Date;
  readonly code: string;
  readonly settings: JsonValue;
  /** When it was deployed; null unless it is what is deployed now. */
  readonly deployedAt: string | null;
}

interface Row {
  readonly seq: bigint;
  readonly actorLabel: string;
  readonly createdAt: Date;
  readonly after: ResourceState;
}

/** Versions of a function, newest first, and how many there are. Throws NotFoundError. */
export async function listVersions(
  ctx: Ctx,
  functionId: string,
  { offset, count }: { offset: number; count: number },
): Promise<{ items: FunctionVersion[]; total: number }> {
  const { extra } = await getState(ctx, { kind: "function", id: functionId });
  const [rows, counted] = await Promise.all([
    findVersions(ctx.db, ctx, functionId, Prisma.sql`ORDER BY seq DESC LIMIT ${count} OFFSET ${offset}`),
    ctx.db.$queryRaw<{ total: bigint }[]>`SELECT count(*) AS total FROM (${versionRows(ctx, functionId)}) v`,
  ]);
  return { items: rows.map((row) => describeVersion(row, extra)), total: Number(counted[0]?.total ?? 0) };
}

/** One version. Throws NotFoundError for versions of other functions, too. */
export async function getVersion(
  ctx: Ctx,
  { functionId, versionId }: { functionId: string; versionId: string },
  db: Db | Tx = ctx.db,
): Promise<FunctionVersion> {
  authorize(ctx, "workspace:read");
  const { extra } = await getState({ ...ctx, db: db as Db }, { kind: "function", id: functionId });
  const seq = /^\d{1,15}$/.test(versionId) ? BigInt(versionId) : null;
  const rows = seq === null ? [] : await findVersions(db, ctx, functionId, Prisma.sql`WHERE seq = ${seq}`);
  const [row] = rows;
  if (!row) throw new NotFoundError("version", versionId);
  return describeVersion(row, extra);
}

/** The newest version; null for functions that came without a record. */
export async function newestVersion(db: Db | Tx, ctx: Ctx, functionId: string): Promise<string | null> {
  const [row] = await findVersions(db, ctx, functionId, Prisma.sql`ORDER BY seq DESC LIMIT 1`);
  return row ? String(row.seq) : null;
}

const findVersions = (db: Db | Tx, ctx: Ctx, functionId: string, which: Prisma.Sql) =>
  db.$queryRaw<Row[]>`SELECT * FROM (${versionRows(ctx, functionId)}) v ${which}`;

/** Records that made a version; those before a deletion are of another function that had the same id. */
const versionRows = (ctx: Ctx, functionId: string) => Prisma.sql`
  SELECT seq, "actorLabel", "createdAt", after FROM "ChangeRecord" c
  WHERE "workspaceId" = ${ctx.workspace.id} AND kind = 'function' AND "resourceId" = ${functionId} AND after IS NOT NULL
    AND (before IS NULL OR before -> 'code' IS DISTINCT FROM after -> 'code'
      OR before -> 'settings' IS DISTINCT FROM after -> 'settings')
    AND NOT EXISTS (SELECT 1 FROM "ChangeRecord" gone WHERE gone."workspaceId" = c."workspaceId" AND gone.kind = c.kind
      AND gone."resourceId" = c."resourceId" AND gone.seq > c.seq AND gone.after IS NULL)`;

function describeVersion({ seq, actorLabel, createdAt, after }: Row, extra: ResourceState): FunctionVersion {
  const deployed = record(extra.deployed);
  const id = String(seq);
  return {
    id,
    author: actorLabel,
    createdAt,
    code: text(after.code),
    settings: after.settings ?? [],
    deployedAt: deployed.versionId === id ? text(deployed.at) : null,
  };
}
