import { actorLabel, type Ctx, type Tx } from "@/server/core/ctx";
import { recordAudits } from "@/server/domain/audit/record-audit";
import { raiseChangeSeq } from "@/server/domain/workspaces/raise-change-seq";
import { auditOf, type Change } from "./record-change";

/** The same as `recordChange` for many at once: four statements, whatever their number. They are numbered in their order. */
export async function recordChanges(tx: Tx, ctx: Ctx, changes: readonly Change[]): Promise<void> {
  if (changes.length === 0) return;
  const newest = await raiseChangeSeq(tx, ctx.workspace.id, changes.length);
  const seqOf = (index: number) => Number(newest) - changes.length + 1 + index;
  const events = await recordAudits(
    tx,
    ctx,
    changes.map((change, index) => auditOf(change, seqOf(index))),
  );
  const rows = changes.map(({ kind, id, title, verb, before, after, secretPaths = [] }, index) => {
    return { seq: seqOf(index), kind, id, title, verb, before, after, secretPaths, event: events[index] };
  });
  const { actor, origin } = ctx;
  await tx.$executeRaw`INSERT INTO "ChangeRecord" ("workspaceId", seq, kind, "resourceId", title, verb, "actorType", "actorId",
      "actorLabel", "actorEmail", "actorName", origin, before, after, "secretPaths", "auditEventId")
    SELECT ${ctx.workspace.id}, r.seq, r.kind, r.id, r.title, r.verb, ${actor.type}, ${actor.id}, ${actorLabel(actor)},
      ${actor.type === "user" ? actor.email : ""}, ${actor.name}, ${origin}, r.before, r.after,
      ARRAY(SELECT jsonb_array_elements_text(r."secretPaths")), r.event
    FROM jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) AS r(seq bigint, kind text, id text, title text, verb text,
      before jsonb, after jsonb, "secretPaths" jsonb, event text)`;
}
