import { randomBytes } from "node:crypto";
import { Prisma } from "@/prisma/generated/client";
import { authorize, type Ctx, type Tx } from "@/server/core/ctx";
import { directRows } from "@/server/core/direct-rows";
import { DomainError } from "@/server/core/errors";
import { resourceKinds } from "@/server/core/kinds/table";
import { recordAudit } from "@/server/domain/audit/record-audit";
import { lockResource } from "./update-resource";

const mostKeys = 20;

const newKey = () => randomBytes(24).toString("base64url");

/** Gives a new source the key that its events are sent with. */
export async function insertWriteKey(tx: Tx, ctx: Ctx, sourceId: string): Promise<void> {
  await tx.sourceWriteKey.create({ data: { key: newKey(), workspaceId: ctx.workspace.id, sourceId } });
}

/** The same for many new sources. */
export async function insertWriteKeys(tx: Tx, ctx: Ctx, sourceIds: readonly string[]): Promise<void> {
  const workspaceId = ctx.workspace.id;
  await tx.sourceWriteKey.createMany({ data: sourceIds.map((sourceId) => ({ key: newKey(), workspaceId, sourceId })) });
}

/** Write keys by source, oldest first; none for whoever may not write to sources. */
export async function listWriteKeys(
  ctx: Ctx,
  sourceIds: readonly string[],
): Promise<ReadonlyMap<string, readonly string[]>> {
  const bySource = new Map<string, string[]>(sourceIds.map((id) => [id, []]));
  if (sourceIds.length === 0) return bySource;
  const rows = await directRows<{ sourceId: string; key: string }>(
    ctx.db,
    Prisma.sql`SELECT "sourceId", key FROM "SourceWriteKey"
      WHERE "workspaceId" = ${ctx.workspace.id} AND kind = 'source' AND "sourceId" = ANY(${[...sourceIds]}::text[]) ORDER BY "createdAt", key`,
  );
  for (const row of rows) bySource.get(row.sourceId)?.push(row.key);
  return bySource;
}

/** Adds a write key to a source. Throws NotFoundError, and `conflict` above 20 keys. */
export async function addWriteKey(ctx: Ctx, sourceId: string): Promise<void> {
  await changeKeys(ctx, sourceId, async (tx) => {
    const count = await tx.sourceWriteKey.count({ where: { workspaceId: ctx.workspace.id, sourceId } });
    if (count >= mostKeys) {
      throw new DomainError("conflict", `A source holds at most ${mostKeys} write keys.`, {
        next: "Remove one that nothing uses any more.",
      });
    }
    await insertWriteKey(tx, ctx, sourceId);
  });
}

/** Removes a write key; one that is gone already is no error. Throws NotFoundError for the source. */
export async function removeWriteKey(ctx: Ctx, sourceId: string, key: string): Promise<void> {
  await changeKeys(ctx, sourceId, async (tx) => {
    await tx.sourceWriteKey.deleteMany({ where: { workspaceId: ctx.workspace.id, sourceId, key } });
  });
}

async function changeKeys(ctx: Ctx, sourceId: string, change: (tx: Tx) => Promise<void>) {
  authorize(ctx, "sources:write", [{ kind: "source", id: sourceId }]);
  await ctx.db.$transaction(async (tx) => {
    const { title } = await lockResource(tx, ctx, resourceKinds.source, sourceId);
    await change(tx);
    await recordAudit(tx, ctx, {
      type: "Source Modified",
      resourceType: "source",
      resourceId: sourceId,
      resourceName: title,
      detail: { changed: "write keys" },
    });
  });
}
