import { Prisma } from "@/prisma/generated/client";
import type { Ctx } from "@/server/core/ctx";
import type { KindName } from "@/server/core/kinds/types";
import { functionMetadataId } from "@/server/domain/catalog/function-as-catalog-entry";

interface Target {
  readonly kind: KindName;
  readonly id: string;
}

const madeFrom: readonly (readonly [prefix: string, kind: KindName])[] = [
  ["sfnc_", "source"],
  ["dfn_", "destination"],
];

/**
 * Rows `(kind, id, attribute)` of what names a resource. A source or destination names its function by its type alone,
 * which stands for a shipped entry as well and therefore is no stored reference.
 */
export function namedBy(ctx: Ctx, { kind, id }: Target): Prisma.Sql {
  const workspaceId = ctx.workspace.id;
  const references = Prisma.sql`SELECT kind, id, attribute FROM "ResourceReference"
    WHERE "workspaceId" = ${workspaceId} AND "targetKind" = ${kind} AND "targetId" = ${id}`;
  const made = kind === "function" ? madeFrom.find(([prefix]) => id.startsWith(prefix))?.[1] : undefined;
  if (made === undefined) return Prisma.sql`(${references})`;
  return Prisma.sql`(${references} UNION ALL SELECT kind, id, 'metadata' FROM "Resource"
    WHERE "workspaceId" = ${workspaceId} AND kind = ${made} AND "catalogId" = ${functionMetadataId(id)})`;
}

/** The functions that a source or destination of a type may be made from. */
export const functionsOfType = (kind: KindName, catalogId: string | null): Target[] =>
  catalogId === null
    ? []
    : madeFrom.flatMap(([prefix, made]) => (made === kind ? [{ kind: "function", id: `${prefix}${catalogId}` }] : []));
