import type { Ctx } from "@/server/core/ctx";
import { DomainError, NotFoundError } from "@/server/core/errors";
import { text } from "@/server/core/kinds/values";
import { createUnlessThere } from "@/server/domain/resources/create-unless-there";
import { findState, getState } from "@/server/domain/resources/list-states";
import { removeResource } from "@/server/domain/resources/remove-resource";
import { findPlanConnection } from "./find-connection";

const kind = "source_tracking_plan_connection";

export interface PlanAndSource {
  readonly trackingPlanId: string;
  readonly sourceId: string;
}

/**
 * Lets a tracking plan check a source from now on; once is enough. Throws NotFoundError for the plan, InvalidError for the
 * source, and `conflict` when another plan checks it.
 */
export async function connectTrackingPlan(ctx: Ctx, { trackingPlanId, sourceId }: PlanAndSource): Promise<void> {
  await getState(ctx, { kind: "tracking_plan", id: trackingPlanId });
  const planId = text((await findPlanConnection(ctx, sourceId))?.state.tracking_plan_id);
  if (planId && planId !== trackingPlanId) {
    throw new DomainError("conflict", "Another tracking plan checks this source.", {
      next: "Disconnect that one first.",
      fields: [{ path: "source_id", message: `This source is checked by the tracking plan “${planId}”.` }],
    });
  }
  await createUnlessThere(ctx, { kind, state: { source_id: sourceId, tracking_plan_id: trackingPlanId } });
}

/** Ends that; no error when the plan does not check the source. */
export async function disconnectTrackingPlan(ctx: Ctx, { trackingPlanId, sourceId }: PlanAndSource): Promise<void> {
  const id = `${sourceId}:${trackingPlanId}`;
  if (!(await findState(ctx, { kind, id }))) return;
  try {
    await removeResource(ctx, { kind, id });
  } catch (error) {
    // Somebody was quicker, such as whoever deleted the source.
    if (!(error instanceof NotFoundError)) throw error;
  }
}
