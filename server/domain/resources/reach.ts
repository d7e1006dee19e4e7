import { Prisma } from "@/prisma/generated/client";
import { type Ctx, type Db, refusal, type Tx } from "@/server/core/ctx";
import { referencesOf } from "@/server/core/kinds/references";
import type { KindName, ResourceKind } from "@/server/core/kinds/types";
import {
  isAllowed,
  isAllowedSomewhere,
  type Permission,
  reachedWorkspaceWide,
  type Target,
} from "@/server/core/permissions";
import type { ResourceState } from "@/server/hcl/schema";

/**
 * What a person may read: everything, or some resources and whatever names one of them. Labels are for everybody, as
 * they are only words; users and groups are for roles of the whole workspace.
 */
export type Reach = { readonly all: true } | { readonly all: false; readonly roots: readonly Target[] };

export const everything: Reach = { all: true };

/** Throws `forbidden` for people without any role. Roots are what their roles name, and the destinations of those sources. */
export async function findReach(ctx: Ctx, db: Db | Tx = ctx.db): Promise<Reach> {
  if (isAllowed(ctx.access, "workspace:read")) return everything;
  if (!isAllowedSomewhere(ctx.access, "workspace:read")) throw refusal("workspace:read");
  const named = ctx.access.grants.flatMap(({ role, scope }) =>
    scope !== "workspace" && isAllowed({ grants: [{ role, scope }] }, "workspace:read", [scope]) ? [scope] : [],
  );
  const destinations = await db.$queryRaw<{ id: string }[]>`
    SELECT DISTINCT id FROM "ResourceReference"
    WHERE "workspaceId" = ${ctx.workspace.id} AND kind = 'destination' AND ("targetKind", "targetId") IN (${pairs(named)})`;
  return { all: false, roots: [...named, ...destinations.map(({ id }) => ({ kind: "destination" as const, id }))] };
}

const pairs = (targets: readonly Target[]) =>
  Prisma.sql`SELECT * FROM unnest(${targets.map(({ kind }) => kind)}::text[], ${targets.map(({ id }) => id)}::text[])`;

/** The condition that a row of `Resource` may be read; `row` is the table's name in the query. */
export function readable(reach: Reach, row: Prisma.Sql = Prisma.sql`"Resource"`): Prisma.Sql {
  if (reach.all) return Prisma.sql`TRUE`;
  const roots = pairs(reach.roots);
  return Prisma.sql`(${row}.kind = 'label' OR (${row}.kind, ${row}.id) IN (${roots})
    OR (${row}.kind <> ALL(${[...reachedWorkspaceWide]}::text[]) AND EXISTS (
      SELECT 1 FROM "ResourceReference" hold
      WHERE hold."workspaceId" = ${row}."workspaceId" AND hold.kind = ${row}.kind AND hold.id = ${row}.id
        AND (hold."targetKind", hold."targetId") IN (${roots}))))`;
}

/** The condition that a change record may be read, the row `change` of a query: of deleted resources those that a role names. */
export function readableChange(reach: Reach, change: Prisma.Sql): Prisma.Sql {
  if (reach.all) return Prisma.sql`TRUE`;
  return Prisma.sql`((${change}.kind, ${change}."resourceId") IN (${pairs(reach.roots)}) OR EXISTS (
    SELECT 1 FROM "Resource" WHERE "Resource"."workspaceId" = ${change}."workspaceId"
      AND "Resource".kind = ${change}.kind AND "Resource".id = ${change}."resourceId" AND ${readable(reach)}))`;
}

/** The same for one resource that has been read; `named` is all that it names. */
export function mayRead(reach: Reach, self: Target, named: readonly Target[]): boolean {
  if (reach.all || self.kind === "label") return true;
  const roots = new Set(reach.roots.map(keyOf));
  if (roots.has(keyOf(self))) return true;
  return !reachedWorkspaceWide.has(self.kind) && named.some((each) => roots.has(keyOf(each)));
}

const keyOf = ({ kind, id }: Target) => `${kind}\n${id}`;

/** Those of some resources that may be read, by title. */
export async function findReadable(
  db: Db | Tx,
  ctx: Ctx,
  reach: Reach,
  targets: readonly Target[],
): Promise<{ kind: KindName; id: string; title: string }[]> {
  if (targets.length === 0) return [];
  return db.$queryRaw`
    SELECT kind, id, title FROM "Resource"
    WHERE "workspaceId" = ${ctx.workspace.id} AND (kind, id) IN (${pairs(targets)}) AND ${readable(reach)}`;
}

/**
 * What a write must be allowed on: the resource itself, what it names, and the source behind a destination that it names.
 * Nothing for kinds that only roles of the whole workspace reach.
 */
async function targetsOf(db: Db | Tx, ctx: Ctx, kind: ResourceKind, id: string | null, state: ResourceState) {
  if (reachedWorkspaceWide.has(kind.kind)) return [];
  const named = referencesOf(kind, state);
  const destinations = named.filter((each) => each.kind === "destination").map((each) => each.id);
  const behind = destinations.length
    ? await db.resourceReference.findMany({
        where: { workspaceId: ctx.workspace.id, kind: "destination", id: { in: destinations }, targetKind: "source" },
        select: { targetId: true },
      })
    : [];
  const own = id === null ? [] : [{ kind: kind.kind, id }];
  // A filter also says its source: only that of its destination counts.
  const direct = destinations.length ? named.filter((each) => each.kind !== "source") : named;
  return [...own, ...direct, ...behind.map(({ targetId }) => ({ kind: "source" as const, id: targetId }))];
}

/** Whether a role of the whole workspace, or of something that the resource hangs on, holds a permission. */
export async function isAllowedOn(
  db: Db | Tx,
  ctx: Ctx,
  permission: Permission,
  { kind, id, state }: { kind: ResourceKind; id: string | null; state: ResourceState },
): Promise<boolean> {
  if (isAllowed(ctx.access, permission)) return true;
  if (!isAllowedSomewhere(ctx.access, permission)) return false;
  return isAllowed(ctx.access, permission, await targetsOf(db, ctx, kind, id, state));
}

/** Throws `forbidden` unless `isAllowedOn`. */
export async function authorizeOn(
  db: Db | Tx,
  ctx: Ctx,
  permission: Permission,
  resource: { kind: ResourceKind; id: string | null; state: ResourceState },
): Promise<void> {
  if (!(await isAllowedOn(db, ctx, permission, resource))) throw refusal(permission);
}
