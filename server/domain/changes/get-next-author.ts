import type { ChangeRecord } from "@/prisma/generated/client";
import type { Tx } from "@/server/core/ctx";

/** Who made a change, and when. */
export type ChangeAuthor = Pick<ChangeRecord, "actorType" | "actorLabel" | "actorEmail" | "actorName" | "createdAt">;

/** Who made the first change of a workspace after the one numbered `after`. Throws when there is none. */
export const getNextAuthor = (tx: Tx, workspaceId: string, after: bigint): Promise<ChangeAuthor> =>
  tx.changeRecord.findFirstOrThrow({
    where: { workspaceId, seq: { gt: after } },
    orderBy: { seq: "asc" },
    select: { actorType: true, actorLabel: true, actorEmail: true, actorName: true, createdAt: true },
  });
