import { actorLabel, type Ctx, type Tx } from "@/server/core/ctx";
import { resourceKinds } from "@/server/core/kinds/table";
import type { KindName, Verb } from "@/server/core/kinds/types";
import { recordAudit } from "@/server/domain/audit/record-audit";
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
  const { changeSeq: seq } = await tx.workspace.update({
    where: { id: ctx.workspace.id },
    data: { changeSeq: { increment: 1 } },
    select: { changeSeq: true },
  });
  const auditEventId = await recordAudit(tx, ctx, {
    type: `${resourceKinds[change.kind].singular} ${change.verb.charAt(0).toUpperCase()}${change.verb.slice(1)}`,
    resourceType: change.kind,
    resourceId: change.id,
    resourceName: change.title,
    detail: { change: Number(seq) },
  });
  // Raw, as in every place where whole states are written: Prisma takes five times as long for large JSON documents.
  await tx.$executeRaw`INSERT INTO "ChangeRecord" ("workspaceId", seq, kind, "resourceId", title, verb, "actorType", "actorId",
      "actorLabel", "actorEmail", "actorName", origin, before, after, "secretPaths", "auditEventId")
    VALUES (${ctx.workspace.id}, ${seq}, ${change.kind}, ${change.id}, ${change.title}, ${change.verb}, ${ctx.actor.type},
      ${ctx.actor.id}, ${actorLabel(ctx.actor)}, ${ctx.actor.type === "user" ? ctx.actor.email : ""}, ${ctx.actor.name},
      ${ctx.origin}, ${jsonText(change.before)}::jsonb, ${jsonText(change.after)}::jsonb,
      ${[...(change.secretPaths ?? [])]}::text[], ${auditEventId})`;
  return seq;
}

const jsonText = (state: ResourceState | null) => (state === null ? null : JSON.stringify(state));
