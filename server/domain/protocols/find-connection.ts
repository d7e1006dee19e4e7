import type { Ctx } from "@/server/core/ctx";
import { findStateByKey, type StoredState } from "@/server/domain/resources/list-states";

/** What connects a source with the tracking plan that checks it; null for a source that none checks. */
export async function findPlanConnection(ctx: Ctx, sourceId: string): Promise<StoredState | null> {
  // A source is checked by one plan at most, so it is the connection's natural key.
  return findStateByKey(ctx, "source_tracking_plan_connection", sourceId);
}
