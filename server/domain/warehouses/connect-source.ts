import type { Ctx } from "@/server/core/ctx";
import { createUnlessThere } from "@/server/domain/resources/create-unless-there";
import { getState } from "@/server/domain/resources/list-states";

export interface SourceAndWarehouse {
  readonly sourceId: string;
  readonly warehouseId: string;
}

/** Loads a source into a warehouse from now on; once is enough. Throws NotFoundError for either. */
export async function connectSource(ctx: Ctx, { sourceId, warehouseId }: SourceAndWarehouse): Promise<void> {
  await getState(ctx, { kind: "warehouse", id: warehouseId });
  await getState(ctx, { kind: "source", id: sourceId });
  const state = { source_id: sourceId, warehouse_id: warehouseId };
  await createUnlessThere(ctx, { kind: "source_warehouse_connection", state });
}
