import { authorize, type Ctx, type Db, type Tx } from "@/server/core/ctx";
import { isKindName } from "@/server/core/kinds/table";
import type { KindName } from "@/server/core/kinds/types";
import { readableTitles } from "./readable-titles";

export interface Usage {
  readonly kind: KindName;
  readonly id: string;
  readonly title: string;
  readonly attribute: string;
}

/** Resources that name a given one, by title; at most `limit`, with the full count. */
export async function findUsages(
  db: Db | Tx,
  workspaceId: string,
  target: { kind: KindName; id: string },
  limit: number,
) {
  const where = { workspaceId, targetKind: target.kind, targetId: target.id };
  const [total, rows] = [
    await db.resourceReference.count({ where }),
    await db.resourceReference.findMany({
      where,
      select: { kind: true, id: true, attribute: true, resource: { select: { title: true } } },
      orderBy: [{ kind: "asc" }, { id: "asc" }],
      take: limit,
    }),
  ];
  const usages: Usage[] = rows.flatMap(({ kind, id, attribute, resource }) =>
    isKindName(kind) ? [{ kind, id, attribute, title: resource.title }] : [],
  );
  return { total, usages: await readableTitles(db, workspaceId, usages) };
}

export async function listUsages(ctx: Ctx, target: { kind: KindName; id: string }, limit = 50) {
  authorize(ctx, "workspace:read", [target]);
  return findUsages(ctx.db, ctx.workspace.id, target, limit);
}
