import { authorize, type Ctx, type Db, type Tx } from "@/server/core/ctx";
import { NotFoundError } from "@/server/core/errors";
import { record, text } from "@/server/core/kinds/values";
import {
  countVersionChanges,
  findNewestVersionChange,
  findVersionChange,
  listVersionChanges,
  type VersionChange,
} from "@/server/domain/changes/list-version-changes";
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

/** Versions of a function, newest first, and how many there are. Throws NotFoundError. */
export async function listVersions(
  ctx: Ctx,
  functionId: string,
  page: { offset: number; count: number },
): Promise<{ items: FunctionVersion[]; total: number }> {
  const { extra } = await getState(ctx, { kind: "function", id: functionId });
  const [rows, total] = await Promise.all([
    listVersionChanges(ctx.db, of(ctx, functionId), page),
    countVersionChanges(ctx.db, of(ctx, functionId)),
  ]);
  return { items: rows.map((row) => describeVersion(row, extra)), total };
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
  const row = seq === null ? null : await findVersionChange(db, of(ctx, functionId), seq);
  if (!row) throw new NotFoundError("version", versionId);
  return describeVersion(row, extra);
}

/** The newest version; null for functions that came without a record. */
export async function newestVersion(db: Db | Tx, ctx: Ctx, functionId: string): Promise<string | null> {
  const row = await findNewestVersionChange(db, of(ctx, functionId));
  return row ? String(row.seq) : null;
}

const of = (ctx: Ctx, id: string) => ({ workspaceId: ctx.workspace.id, id });

function describeVersion({ seq, actorLabel, createdAt, after }: VersionChange, extra: ResourceState): FunctionVersion {
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
