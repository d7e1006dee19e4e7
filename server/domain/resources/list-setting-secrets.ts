import type { ResourceSecret } from "@/prisma/generated/client";
import type { Db, Tx } from "@/server/core/ctx";
import type { KindName } from "@/server/core/kinds/types";
import { ofSettings } from "./secret-paths";

/** The secrets of a resource's settings, still encrypted. */
export const listSettingSecrets = (
  db: Db | Tx,
  owner: { readonly workspaceId: string; readonly kind: KindName; readonly id: string },
): Promise<ResourceSecret[]> => db.resourceSecret.findMany({ where: { ...owner, ...ofSettings } });
