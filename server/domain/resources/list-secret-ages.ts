import type { Db, Tx } from "@/server/core/ctx";

export interface SecretAge {
  readonly kind: string;
  readonly id: string;
  /** Such as `settings.apiKey`. */
  readonly path: string;
  readonly setAt: Date;
}

/** Which secrets some resources hold, and since when. */
export const listSecretAges = (
  db: Db | Tx,
  workspaceId: string,
  of: readonly { readonly kind: string; readonly id: string }[],
): Promise<SecretAge[]> =>
  db.resourceSecret.findMany({
    where: { workspaceId, OR: [...of] },
    select: { kind: true, id: true, path: true, setAt: true },
  });
