import type { Prisma } from "@/prisma/generated/client";
import type { Tx } from "@/server/core/ctx";
import type { KindName } from "@/server/core/kinds/types";
import { isRecord } from "@/server/core/kinds/values";
import type { ResourceState } from "@/server/hcl/schema";

/**
 * Masks some settings in the changes of a resource, also in those that wait to be pushed. `mask` gives a masked state, or
 * null where there is nothing to mask.
 */
export async function maskChanges(
  tx: Tx,
  workspaceId: string,
  of: { readonly kind: KindName; readonly id: string },
  settings: readonly string[],
  mask: (state: ResourceState) => ResourceState | null,
): Promise<void> {
  const rows = await tx.$queryRaw<{ seq: bigint; before: ResourceState | null; after: ResourceState | null }[]>`
    SELECT seq, before, after FROM "ChangeRecord"
    WHERE "workspaceId" = ${workspaceId} AND kind = ${of.kind} AND "resourceId" = ${of.id}
      AND (jsonb_exists_any(before -> 'settings', ${settings}::text[]) OR jsonb_exists_any(after -> 'settings', ${settings}::text[]))`;
  const masked = (side: "before" | "after", state: ResourceState | null) => {
    const now = state && isRecord(state.settings) ? mask(state) : null;
    return now ? { [side]: now as Prisma.InputJsonObject } : {};
  };
  for (const { seq, before, after } of rows) {
    await tx.changeRecord.update({
      where: { workspaceId_seq: { workspaceId, seq } },
      data: { ...masked("before", before), ...masked("after", after) },
    });
  }
}
