import type { Db, Tx } from "@/server/core/ctx";
import type { ResourceState } from "@/server/hcl/schema";

export interface StoredSource {
  readonly id: string;
  readonly title: string;
  readonly enabled: boolean | null;
  readonly catalogId: string | null;
  /** Secrets in it are masked. */
  readonly state: ResourceState;
}

const columns = { id: true, title: true, enabled: true, catalogId: true, state: true } as const;

/** A workspace's sources by title, whoever may read them. */
export async function listSources(db: Db | Tx, workspaceId: string): Promise<StoredSource[]> {
  const rows = await db.resource.findMany({
    where: { workspaceId, kind: "source" },
    select: columns,
    orderBy: [{ title: "asc" }, { id: "asc" }],
  });
  return rows.map((row) => ({ ...row, state: row.state as ResourceState }));
}

/** One of them, or null. */
export async function findSource(db: Db | Tx, workspaceId: string, id: string): Promise<StoredSource | null> {
  const row = await db.resource.findFirst({ where: { workspaceId, kind: "source", id }, select: columns });
  return row && { ...row, state: row.state as ResourceState };
}
