import type { Db } from "@/server/core/ctx";
import { isKindName, resourceKinds } from "@/server/core/kinds/table";
import { unseal } from "@/server/crypto";
import { listChangedResources } from "@/server/domain/changes/list-changed-resources";
import { listSealedSecrets } from "@/server/domain/resources/list-sealed-secrets";
import { listSecretAges, type SecretAge } from "@/server/domain/resources/list-secret-ages";
import { secretContext } from "@/server/domain/resources/store-resource";
import { getChangeSeq } from "@/server/domain/workspaces/get-change-seq";
import { createSecretScanner, type SecretScanner } from "./secret-scanner";

interface Prepared {
  /** The newest change that the scanner knows of. */
  readonly seq: bigint;
  /** Which secrets of a resource it holds, and since when they are set. */
  readonly versions: ReadonlyMap<string, string>;
  readonly scanner: SecretScanner;
}

const mostWorkspaces = 20;
const mostChanges = 500;
const prepared = new Map<string, Prepared>();

/**
 * A scanner for every secret that the workspace's resources hold. It is kept while no secret was set or removed, so that
 * one small change neither decrypts nor counts them: only the secrets of the resources that changed are looked at.
 */
export async function workspaceScanner(db: Db, workspaceId: string): Promise<SecretScanner> {
  const seq = await getChangeSeq(db, workspaceId);
  const there = prepared.get(workspaceId);
  const known = there !== undefined && (there.seq === seq || (await isStillTrue(db, workspaceId, there)));
  const next = known ? { ...there, seq } : await prepare(db, workspaceId, seq);
  prepared.delete(workspaceId);
  prepared.set(workspaceId, next);
  const [oldest] = prepared.keys();
  if (prepared.size > mostWorkspaces && oldest) prepared.delete(oldest);
  return next.scanner;
}

const keyOf = ({ kind, id }: { kind: string; id: string }) => `${kind}/${id}`;

function versionsOf(rows: readonly SecretAge[]): Map<string, string> {
  const lists = new Map<string, string[]>();
  for (const row of rows) {
    const version = `${row.path}@${row.setAt.getTime()}`;
    lists.set(keyOf(row), [...(lists.get(keyOf(row)) ?? []), version]);
  }
  return new Map([...lists].map(([key, list]) => [key, list.sort().join("\n")]));
}

async function isStillTrue(db: Db, workspaceId: string, { seq, versions }: Prepared): Promise<boolean> {
  const changed = await listChangedResources(db, workspaceId, seq, mostChanges + 1);
  if (changed.length > mostChanges) return false;
  const now = versionsOf(await listSecretAges(db, workspaceId, changed));
  return changed.every((each) => now.get(keyOf(each)) === versions.get(keyOf(each)));
}

async function prepare(db: Db, workspaceId: string, seq: bigint): Promise<Prepared> {
  const rows = await listSealedSecrets(db, workspaceId);
  const scanner = createSecretScanner(
    rows.map(({ kind, id, path, title, ...sealed }) => ({
      field: `${isKindName(kind) ? resourceKinds[kind].singular : kind} “${title}”, ${path}`,
      value: unseal(sealed, secretContext(workspaceId, kind, id, path)),
    })),
  );
  return { seq, versions: versionsOf(rows), scanner };
}
