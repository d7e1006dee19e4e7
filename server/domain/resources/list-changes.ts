import { Prisma } from "@/prisma/generated/client";
import type { Ctx } from "@/server/core/ctx";
import type { KindName } from "@/server/core/kinds/types";
import type { ResourceState } from "@/server/hcl/schema";
import { findReach, readableRecord } from "./reach";

export interface ListedChange {
  readonly seq: number;
  readonly kind: string;
  readonly resourceId: string;
  readonly title: string;
  readonly verb: string;
  readonly actorLabel: string;
  readonly origin: string;
  readonly createdAt: Date;
  readonly before: ResourceState | null;
  readonly after: ResourceState | null;
}

/** Change records that the person may read, newest first: of one resource, or of all. `beforeSeq` pages on. */
export async function listChanges(
  ctx: Ctx,
  input: { kind?: KindName; id?: string; beforeSeq?: number; limit: number },
): Promise<ListedChange[]> {
  const all = [Prisma.sql`"workspaceId" = ${ctx.workspace.id}`, readableRecord(await findReach(ctx))];
  if (input.kind) all.push(Prisma.sql`kind = ${input.kind}`);
  if (input.id) all.push(Prisma.sql`"resourceId" = ${input.id}`);
  if (input.beforeSeq) all.push(Prisma.sql`seq < ${input.beforeSeq}`);
  const rows = await ctx.db.$queryRaw<(Omit<ListedChange, "seq"> & { seq: bigint })[]>`
    SELECT seq, kind, "resourceId", title, verb, "actorLabel", origin, "createdAt", before, after
    FROM "ChangeRecord" WHERE ${Prisma.join(all, " AND ")} ORDER BY seq DESC LIMIT ${input.limit}`;
  return rows.map((row) => ({ ...row, seq: Number(row.seq) }));
}
