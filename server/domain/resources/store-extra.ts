import type { Prisma } from "@/prisma/generated/client";
import type { Tx } from "@/server/core/ctx";
import type { KindName } from "@/server/core/kinds/types";
import { seal } from "@/server/crypto";
import type { ResourceState } from "@/server/hcl/schema";
import { extraPrefix } from "./secret-paths";
import { secretContext } from "./store-resource";

interface Owner {
  readonly workspaceId: string;
  readonly kind: KindName;
  readonly id: string;
}

/** Secrets by their place in what is kept, such as `hashPropertiesConfiguration.key`; null forgets one, absent keeps it. */
export type ExtraSecrets = { readonly [place: string]: string | null };

/** Replaces what the Public API keeps beyond attributes, with its secrets masked, in the caller's transaction. */
export async function storeExtra(
  tx: Tx,
  owner: Owner,
  shown: ResourceState,
  secrets: ExtraSecrets = {},
): Promise<void> {
  const data = { extra: shown as Prisma.InputJsonObject };
  await tx.resource.update({ where: { workspaceId_kind_id: owner }, data });
  for (const [place, secret] of Object.entries(secrets)) {
    const path = extraPrefix + place;
    if (secret === null) {
      await tx.resourceSecret.deleteMany({ where: { ...owner, path } });
      continue;
    }
    const sealed = seal(secret, secretContext(owner.workspaceId, owner.kind, owner.id, path));
    await tx.resourceSecret.upsert({
      where: { workspaceId_kind_id_path: { ...owner, path } },
      create: { ...owner, path, ...sealed },
      update: { ...sealed, setAt: new Date() },
    });
  }
}
