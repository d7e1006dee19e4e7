import type { Db, Tx } from "@/server/core/ctx";
import { findIdByKey } from "@/server/domain/resources/find-id-by-key";

/** Id of the `user` resource that a workspace has for an e-mail (in lower case), or null. */
export const findMember = (db: Db | Tx, workspaceId: string, email: string): Promise<string | null> =>
  findIdByKey(db, workspaceId, "user", email);
