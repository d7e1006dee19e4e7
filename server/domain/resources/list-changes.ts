import type { Prisma } from "@/prisma/generated/client";
import type { Ctx } from "@/server/core/ctx";
import type { KindName } from "@/server/core/kinds/types";
import { type ListedChange, listNewestChanges } from "@/server/domain/changes/list-newest-changes";
import { findReach, readableChange } from "./reach";

/** Change records that the person may read, newest first: of one resource, or of all. `beforeSeq` pages on. */
export async function listChanges(
  ctx: Ctx,
  input: { kind?: KindName; id?: string; beforeSeq?: number; limit: number },
): Promise<ListedChange[]> {
  const reach = await findReach(ctx);
  const readable = (change: Prisma.Sql) => readableChange(reach, change);
  return listNewestChanges(ctx.db, { workspaceId: ctx.workspace.id, readable }, input);
}
