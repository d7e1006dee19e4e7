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
  const id = ksuid();
  await tx.auditEvent.create({
    data: {
      id,
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
    },
  });
  return id;
}
