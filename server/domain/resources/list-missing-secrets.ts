import { authorize, type Ctx } from "@/server/core/ctx";
import type { KindName } from "@/server/core/kinds/types";

/** A resource that an import brought without the values of some secrets. */
export interface NeedsSecrets {
  readonly kind: KindName;
  readonly id: string;
  readonly title: string;
  /** Such as `settings.apiKey`. */
  readonly paths: readonly string[];
}

/** What still needs a secret that somebody has to give (the first 500), and how much that is in all. */
export async function listMissingSecrets(ctx: Ctx): Promise<{ items: NeedsSecrets[]; total: number }> {
  authorize(ctx, "workspace:read");
  const where = { workspaceId: ctx.workspace.id, missingSecrets: { isEmpty: false } };
  const [rows, total] = await Promise.all([
    ctx.db.resource.findMany({
      where,
      select: { kind: true, id: true, title: true, missingSecrets: true },
      orderBy: [{ kind: "asc" }, { title: "asc" }, { id: "asc" }],
      take: 500,
    }),
    ctx.db.resource.count({ where }),
  ]);
  const items = rows.map(({ kind, missingSecrets, ...row }) => ({
    ...row,
    kind: kind as KindName,
    paths: missingSecrets,
  }));
  return { items, total };
}
