import { Prisma } from "@/prisma/generated/client";
import type { Ctx, Db, Tx } from "@/server/core/ctx";
import type { KindName } from "@/server/core/kinds/types";
import type { ResourceState } from "@/server/hcl/schema";

interface Ref {
  readonly kind: KindName;
  readonly id: string;
}

/** A resource with what decides whether an import changes it. */
export interface StoredResource {
  readonly kind: KindName;
  readonly id: string;
  readonly title: string;
  readonly state: ResourceState;
  readonly missingSecrets: readonly string[];
  /** Paths of the secrets of its settings that have a value. */
  readonly secretPaths: readonly string[];
}

export const refKey = ({ kind, id }: Ref) => `${kind}/${id}`;

const pairs = (refs: readonly { readonly kind: string }[], seconds: readonly string[]) =>
  Prisma.sql`SELECT * FROM unnest(${refs.map(({ kind }) => kind)}::text[], ${[...seconds]}::text[])`;

/** Those of some resources that the workspace has; `hold` keeps their rows until the transaction ends. */
export async function findStored(
  db: Db | Tx,
  ctx: Ctx,
  refs: readonly Ref[],
  options: { hold: boolean },
): Promise<ReadonlyMap<string, StoredResource>> {
  const ids = refs.map(({ id }) => id);
  const rows = await db.$queryRaw<StoredResource[]>`
    SELECT kind, id, title, state, "missingSecrets", ARRAY(SELECT s.path FROM "ResourceSecret" s
      WHERE s."workspaceId" = r."workspaceId" AND s.kind = r.kind AND s.id = r.id AND s.path LIKE 'settings.%') AS "secretPaths"
    FROM "Resource" r WHERE "workspaceId" = ${ctx.workspace.id} AND (kind, id) IN (${pairs(refs, ids)})
    ORDER BY kind, id ${options.hold ? Prisma.sql`FOR UPDATE` : Prisma.empty}`;
  return new Map(rows.map((row) => [refKey(row), row]));
}

/** Keys of those of some resources that the workspace has. */
export async function findPresent(db: Db | Tx, ctx: Ctx, refs: readonly Ref[]): Promise<ReadonlySet<string>> {
  const ids = refs.map(({ id }) => id);
  const rows = await db.$queryRaw<Ref[]>`
    SELECT kind, id FROM "Resource" WHERE "workspaceId" = ${ctx.workspace.id} AND (kind, id) IN (${pairs(refs, ids)})`;
  return new Set(rows.map(refKey));
}

/** Ids by kind and natural key, such as a source's slug, of the resources that have one of those asked for. */
export async function findByNaturalKeys(
  db: Db | Tx,
  ctx: Ctx,
  wanted: readonly { readonly kind: KindName; readonly naturalKey: string }[],
): Promise<ReadonlyMap<string, string>> {
  const keys = wanted.map(({ naturalKey }) => naturalKey);
  const rows = await db.$queryRaw<{ kind: string; id: string; naturalKey: string }[]>`
    SELECT kind, id, "naturalKey" FROM "Resource"
    WHERE "workspaceId" = ${ctx.workspace.id} AND (kind, "naturalKey") IN (${pairs(wanted, keys)})`;
  return new Map(rows.map(({ kind, id, naturalKey }) => [`${kind}/${naturalKey}`, id]));
}

/** Every resource of some kinds, by title. */
export async function listOfKinds(
  db: Db | Tx,
  ctx: Ctx,
  kinds: readonly KindName[],
): Promise<(Ref & { title: string })[]> {
  return db.$queryRaw`SELECT kind, id, title FROM "Resource"
    WHERE "workspaceId" = ${ctx.workspace.id} AND kind = ANY(${[...kinds]}::text[]) ORDER BY kind, id`;
}
