import type { Db } from "@/server/core/ctx";
import { isKindName, resourceKinds } from "@/server/core/kinds/table";
import { unseal } from "@/server/crypto";
import { secretContext } from "@/server/domain/resources/store-resource";
import { createSecretScanner, type SecretScanner } from "./secret-scanner";

interface Prepared {
  readonly stamp: string;
  readonly scanner: SecretScanner;
}

const mostWorkspaces = 20;
const prepared = new Map<string, Prepared>();

/**
 * A scanner for every secret that the workspace's resources hold. It is kept while no secret was set or removed, so that
 * one small change does not decrypt them all again.
 */
export async function workspaceScanner(db: Db, workspaceId: string): Promise<SecretScanner> {
  const stats = await db.resourceSecret.aggregate({ where: { workspaceId }, _count: true, _max: { setAt: true } });
  const stamp = `${stats._count}/${stats._max.setAt?.getTime() ?? 0}`;
  const there = prepared.get(workspaceId);
  if (there?.stamp === stamp) return there.scanner;
  const rows = await db.resourceSecret.findMany({
    where: { workspaceId },
    include: { resource: { select: { title: true } } },
  });
  const scanner = createSecretScanner(
    rows.map(({ kind, id, path, resource, ...sealed }) => ({
      field: `${isKindName(kind) ? resourceKinds[kind].singular : kind} “${resource.title}”, ${path}`,
      value: unseal(sealed, secretContext(workspaceId, kind, id, path)),
    })),
  );
  prepared.delete(workspaceId);
  prepared.set(workspaceId, { stamp, scanner });
  const [oldest] = prepared.keys();
  if (prepared.size > mostWorkspaces && oldest) prepared.delete(oldest);
  return scanner;
}
