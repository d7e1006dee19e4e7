import { actorLabel, type Ctx, type Tx } from "@/server/core/ctx";
import { resourceKinds } from "@/server/core/kinds/table";
import type { KindName, Verb } from "@/server/core/kinds/types";
import { type AuditEntry, recordAudit } from "@/server/domain/audit/record-audit";
import { raiseChangeSeq } from "@/server/domain/workspaces/raise-change-seq";
import type { ResourceState } from "@/server/hcl/schema";

export interface Change {
  readonly kind: KindName;
  readonly id: string;
  readonly title: string;
  readonly verb: Verb;
  readonly before: ResourceState | null;
  readonly after: ResourceState | null;
  /** Paths of the secrets that the resource has after it, such as `settings.apiKey`. */
  readonly secretPaths?: readonly string[];
}

/**
 * Writes the change record and the audit event of one change in the caller's transaction, and returns the record's
 * number. Raising the workspace's counter holds its row until the commit, so numbers are in commit order without gaps.
 */
export async function recordChange(tx: Tx, ctx: Ctx, change: Change): Promise<bigint> {
  const seq = await raiseChangeSeq(tx, ctx.workspace.id, 1);
  const auditEventId = await recordAudit(tx, ctx, auditOf(change, Number(seq)));
  // Raw, as in every place where whole states are written: Prisma takes five times as long for large JSON documents.
  await tx.$executeRaw`INSERT INTO "ChangeRecord" ("workspaceId", seq, kind, "resourceId", title, verb, "actorType", "actorId",
      "actorLabel", "actorEmail", "actorName", origin, before, after, "secretPaths", "auditEventId")
    VALUES (${ctx.workspace.id}, ${seq}, ${change.kind}, ${change.id}, ${change.title}, ${change.verb}, ${ctx.actor.type},
      ${ctx.actor.id}, ${actorLabel(ctx.actor)}, ${ctx.actor.type === "user" ? ctx.actor.email : ""}, ${ctx.actor.name},
      ${ctx.origin}, ${jsonText(change.before)}::jsonb, ${jsonText(change.after)}::jsonb,
      ${[...(change.secretPaths ?? [])]}::text[], ${auditEventId})`;
  return seq;
}

/** A change as the audit trail tells it. */
export const auditOf = ({ kind, id, title, verb }: Change, seq: number): AuditEntry => ({
  type: `${resourceKinds[kind].singular} ${verb.charAt(0).toUpperCase()}${verb.slice(1)}`,
  resourceType: kind,
  resourceId: id,
  resourceName: title,
  detail: { change: seq },
});

const jsonText = (state: ResourceState | null) => (state === null ? null : JSON.stringify(state));
