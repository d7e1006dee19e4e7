import type { Db, Tx } from "@/server/core/ctx";

interface Named {
  readonly kind: string;
  readonly id: string;
}

const keyOf = ({ kind, id }: Named) => `${kind}\n${id}`;

/** Tells of some resources, by kind and id, which are still there: what was deleted has no page to lead to. */
export async function existingResources(
  db: Db | Tx,
  workspaceId: string,
  named: readonly Named[],
): Promise<(one: Named) => boolean> {
  if (named.length === 0) return () => false;
  const [kinds, ids] = [named.map(({ kind }) => kind), named.map(({ id }) => id)];
  const found = await db.$queryRaw<Named[]>`
    SELECT kind, id FROM "Resource" WHERE "workspaceId" = ${workspaceId}
      AND (kind, id) IN (SELECT * FROM unnest(${kinds}::text[], ${ids}::text[]))`;
  const keys = new Set(found.map(keyOf));
  return (one) => keys.has(keyOf(one));
}
