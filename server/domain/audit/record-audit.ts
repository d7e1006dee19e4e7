import { actorLabel, type Ctx, type Tx } from "@/server/core/ctx";
import { ksuid } from "@/server/core/kinds/ids";

export interface AuditEntry {
  /** Segment's event name where it has one, such as "Source Modified". */
  readonly type: string;
  readonly resourceType: string;
  readonly resourceId: string;
  readonly resourceName: string;
  /** Facts about the event; never a secret. */
  readonly detail?: { readonly [key: string]: string | number | boolean | null | readonly string[] };
}

/** Appends to the audit trail in the caller's transaction; returns the event's id. */
export async function recordAudit(tx: Tx, ctx: Ctx, entry: AuditEntry): Promise<string> {
  const data = rowOf(ctx, entry);
  await tx.auditEvent.create({ data });
  return data.id;
}

/** The same for many at once; their ids, in their order. */
export async function recordAudits(tx: Tx, ctx: Ctx, entries: readonly AuditEntry[]): Promise<string[]> {
  const data = entries.map((entry) => rowOf(ctx, entry));
  await tx.auditEvent.createMany({ data });
  return data.map(({ id }) => id);
}

const rowOf = (ctx: Ctx, entry: AuditEntry) => ({
  id: ksuid(),
  workspaceId: ctx.workspace.id,
  type: entry.type,
  actorType: ctx.actor.type,
  actorId: ctx.actor.id,
  actorLabel: actorLabel(ctx.actor),
  actorEmail: ctx.actor.type === "user" ? ctx.actor.email : null,
  resourceType: entry.resourceType,
  resourceId: entry.resourceId,
  resourceName: entry.resourceName,
  detail: entry.detail ?? {},
});
