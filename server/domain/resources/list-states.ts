import { Prisma } from "@/prisma/generated/client";
import { authorize, type Ctx } from "@/server/core/ctx";
import { directRows } from "@/server/core/direct-rows";
import { NotFoundError } from "@/server/core/errors";
import { resourceKinds } from "@/server/core/kinds/table";
import type { KindName } from "@/server/core/kinds/types";
import type { ResourceState } from "@/server/hcl/schema";

/** A resource as API clients see it: masked state, what is kept beyond it, times. */
export interface StoredState {
  readonly id: string;
  readonly state: ResourceState;
  readonly extra: ResourceState;
  readonly createdAt: Date;
  readonly updatedAt: Date;
}

export interface StatesQuery {
  readonly kind: KindName;
  readonly offset: number;
  readonly count: number;
  /** Only those that name this resource. */
  readonly uses?: { readonly kind: KindName; readonly id: string };
  /** Only those whose text attribute has this value. */
  readonly where?: { readonly attribute: string; readonly value: string };
  /** Names in `state` and `extra` that are left out, for lists that do not show what may be large. */
  readonly without?: readonly string[];
}

/** A page of a kind's resources in the order of their ids, whole, and how many there are in all. */
export async function listStates(ctx: Ctx, query: StatesQuery): Promise<{ items: StoredState[]; total: number }> {
  authorize(ctx, "workspace:read");
  // Postgres' texts cannot hold NUL: nothing has such a value.
  if ([query.where?.value, query.uses?.id].some((text) => text?.includes("\0"))) return { items: [], total: 0 };
  const all = [Prisma.sql`r."workspaceId" = ${ctx.workspace.id}`, Prisma.sql`r.kind = ${query.kind}`];
  if (query.where) all.push(Prisma.sql`r.state ->> ${query.where.attribute} = ${query.where.value}`);
  if (query.uses) {
    all.push(Prisma.sql`EXISTS (SELECT 1 FROM "ResourceReference" f WHERE f."workspaceId" = r."workspaceId"
      AND f.kind = r.kind AND f.id = r.id AND f."targetKind" = ${query.uses.kind} AND f."targetId" = ${query.uses.id})`);
  }
  const filter = Prisma.join(all, " AND ");
  const without = Prisma.sql`${[...(query.without ?? [])]}::text[]`;
  const [items, counted] = await Promise.all([
    directRows<StoredState>(
      ctx.db,
      Prisma.sql`SELECT r.id, r.state - ${without} AS state, r.extra - ${without} AS extra, r."createdAt", r."updatedAt"
        FROM "Resource" r WHERE ${filter} ORDER BY r.id LIMIT ${query.count} OFFSET ${query.offset}`,
    ),
    directRows<{ total: bigint }>(ctx.db, Prisma.sql`SELECT count(*) AS total FROM "Resource" r WHERE ${filter}`),
  ]);
  return { items, total: Number(counted[0]?.total ?? 0) };
}

/** One resource, as in `listStates`. Throws NotFoundError. */
export async function getState(ctx: Ctx, ref: { kind: KindName; id: string }): Promise<StoredState> {
  const found = await findState(ctx, ref);
  if (!found) throw new NotFoundError(resourceKinds[ref.kind].singular.toLowerCase(), ref.id);
  return found;
}

/** One resource, as in `listStates`, or null. */
export async function findState(ctx: Ctx, { kind, id }: { kind: KindName; id: string }): Promise<StoredState | null> {
  authorize(ctx, "workspace:read");
  // Postgres' texts cannot hold NUL: nothing is called so.
  if (id.includes("\0")) return null;
  const [row] = await directRows<StoredState>(
    ctx.db,
    Prisma.sql`SELECT id, state, extra, "createdAt", "updatedAt" FROM "Resource"
    WHERE "workspaceId" = ${ctx.workspace.id} AND kind = ${kind} AND id = ${id}`,
  );
  return row ?? null;
}

/** The one whose natural key is this, such as a source's slug, or null. */
export async function findStateByKey(ctx: Ctx, kind: KindName, naturalKey: string): Promise<StoredState | null> {
  authorize(ctx, "workspace:read");
  if (naturalKey.includes("\0")) return null;
  const [row] = await directRows<StoredState>(
    ctx.db,
    Prisma.sql`SELECT id, state, extra, "createdAt", "updatedAt" FROM "Resource"
    WHERE "workspaceId" = ${ctx.workspace.id} AND kind = ${kind} AND "naturalKey" = ${naturalKey}`,
  );
  return row ?? null;
}
