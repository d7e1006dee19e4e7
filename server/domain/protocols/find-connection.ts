import type { Ctx } from "@/server/core/ctx";
import { listStates, type StoredState } from "@/server/domain/resources/list-states";

/** What connects a source with the tracking plan that checks it; null for a source that none checks. */
export async function findPlanConnection(ctx: Ctx, sourceId: string): Promise<StoredState | null> {
  if (sourceId.includes("\0")) return null;
  const where = { attribute: "source_id", value: sourceId };
  const { items } = await listStates(ctx, { kind: "source_tracking_plan_connection", offset: 0, count: 1, where });
  return items[0] ?? null;
}
