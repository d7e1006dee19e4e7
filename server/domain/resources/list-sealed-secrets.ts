import type { Db, Tx } from "@/server/core/ctx";
import type { SecretAge } from "./list-secret-ages";

export interface SealedSecret extends SecretAge {
  readonly ciphertext: Uint8Array;
  readonly keyId: string;
  /** What the resource that holds it is called. */
  readonly title: string;
}

/** Every secret that a workspace's resources hold, still encrypted. */
export async function listSealedSecrets(db: Db | Tx, workspaceId: string): Promise<SealedSecret[]> {
  const rows = await db.resourceSecret.findMany({
    where: { workspaceId },
    include: { resource: { select: { title: true } } },
  });
  return rows.map(({ resource, ...secret }) => ({ ...secret, title: resource.title }));
}
