import { z } from "zod";
import { Prisma } from "@/prisma/generated/client";
import { authorize, type Ctx } from "@/server/core/ctx";
import { existingResources } from "@/server/domain/resources/existing-resources";

/** Postgres' texts cannot hold NUL, and nothing that is searched for holds other control characters. */
const plain = (most: number) =>
  z
    .string()
    .max(most)
    .regex(/^\P{Cc}*$/u, "Control characters are not allowed here.");

export const ListAuditEvents = z.object({
  /** Words that who did it, what it was done to, or the event's name must hold. */
  query: plain(200).default(""),
  /** Kinds of resources, and `workspace`, `invite`, `git_connection`, `git_sync`. */
  resourceTypes: z.array(plain(64)).max(50).default([]),
  /** Id of the last event of the page before. */
  after: plain(64).optional(),
  limit: z.number().int().min(1).max(200).default(50),
});
export type ListAuditEvents = z.output<typeof ListAuditEvents>;

export interface ListedAuditEvent {
  readonly id: string;
  readonly at: Date;
  readonly type: string;
  readonly actorType: string;
  readonly actorLabel: string;
  readonly resourceType: string;
  readonly resourceId: string;
  readonly resourceName: string;
  readonly detail: { readonly [key: string]: unknown };
  /** It happened to a resource that is still there. */
  readonly exists: boolean;
}

const escapeLike = (text: string) => text.replace(/[\\%_]/g, (character) => `\\${character}`);

/** The workspace's audit trail, newest first. */
export async function listAuditEvents(
  ctx: Ctx,
  input: ListAuditEvents,
): Promise<{ items: ListedAuditEvent[]; next: string | null }> {
  authorize(ctx, "audit:read");
  const all = [Prisma.sql`"workspaceId" = ${ctx.workspace.id}`];
  for (const word of input.query.split(/\s+/).filter(Boolean)) {
    const like = `%${escapeLike(word)}%`;
    all.push(
      Prisma.sql`("actorLabel" ILIKE ${like} OR "resourceName" ILIKE ${like} OR "resourceId" ILIKE ${like} OR type ILIKE ${like})`,
    );
  }
  if (input.resourceTypes.length > 0) all.push(Prisma.sql`"resourceType" = ANY(${input.resourceTypes}::text[])`);
  if (input.after) {
    const { id, workspace } = { id: input.after, workspace: ctx.workspace.id };
    all.push(
      Prisma.sql`(at, id) < (SELECT e.at, e.id FROM "AuditEvent" e WHERE e.id = ${id} AND e."workspaceId" = ${workspace})`,
    );
  }
  const rows = await ctx.db.$queryRaw<Omit<ListedAuditEvent, "exists">[]>`
    SELECT id, at, type, "actorType", "actorLabel", "resourceType", "resourceId", "resourceName", detail
    FROM "AuditEvent" WHERE ${Prisma.join(all, " AND ")} ORDER BY at DESC, id DESC LIMIT ${input.limit + 1}`;
  const shown = rows.slice(0, input.limit);
  const targetOf = (event: (typeof rows)[number]) => ({ kind: event.resourceType, id: event.resourceId });
  const exists = await existingResources(ctx.db, ctx.workspace.id, shown.map(targetOf));
  const items = shown.map((event) => ({ ...event, exists: exists(targetOf(event)) }));
  return { items, next: rows.length > input.limit ? (items.at(-1)?.id ?? null) : null };
}
