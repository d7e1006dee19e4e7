import { Prisma } from "@/prisma/generated/client";
import type { Db, Tx } from "@/server/core/ctx";
import { isKindName } from "@/server/core/kinds/table";
import type { KindName } from "@/server/core/kinds/types";
import type { ResourceState } from "@/server/hcl/schema";

/** A resource with its masked state. */
export interface EachResource {
  readonly kind: KindName;
  readonly id: string;
  readonly title: string;
  readonly state: ResourceState;
  /** Its secrets, those without a value too: paths such as `settings.apiKey`. Empty unless asked for. */
  readonly secretPaths: readonly string[];
}

interface Row extends Omit<EachResource, "kind"> {
  readonly kind: string;
}

const pageSize = 500;

const paths = Prisma.sql`"missingSecrets" || ARRAY(SELECT s.path FROM "ResourceSecret" s
  WHERE s."workspaceId" = r."workspaceId" AND s.kind = r.kind AND s.id = r.id ORDER BY s.path)`;
const noPaths = Prisma.sql`ARRAY[]::text[]`;

function pageAfter(db: Db | Tx, workspaceId: string, withSecrets: boolean, last: Pick<Row, "kind" | "id"> | undefined) {
  return db.$queryRaw<Row[]>(Prisma.sql`SELECT kind, id, title, state, ${withSecrets ? paths : noPaths} AS "secretPaths"
    FROM "Resource" r WHERE "workspaceId" = ${workspaceId} AND (kind, id) > (${last?.kind ?? ""}, ${last?.id ?? ""})
    ORDER BY kind, id LIMIT ${pageSize}`);
}

/**
 * Every resource of a workspace in the order of kind and id, a page at a time: memory does not grow with the workspace.
 * The database reads the next page while this one is worked on.
 */
export async function* eachResource(
  db: Db,
  workspaceId: string,
  options: { withSecrets: boolean },
): AsyncGenerator<EachResource> {
  let rows = await pageAfter(db, workspaceId, options.withSecrets, undefined);
  while (rows.length > 0) {
    const next = rows.length < pageSize ? null : pageAfter(db, workspaceId, options.withSecrets, rows.at(-1));
    // Whoever stops reading early never waits for it.
    next?.catch(() => undefined);
    for (const row of rows) if (isKindName(row.kind)) yield { ...row, kind: row.kind };
    rows = next ? await next : [];
  }
}

/** The secrets of one resource, as above. */
export async function findSecretPaths(db: Db | Tx, workspaceId: string, kind: KindName, id: string): Promise<string[]> {
  const [row] = await db.$queryRaw<{ secretPaths: string[] }[]>(Prisma.sql`SELECT ${paths} AS "secretPaths"
    FROM "Resource" r WHERE "workspaceId" = ${workspaceId} AND kind = ${kind} AND id = ${id}`);
  return row?.secretPaths ?? [];
}
