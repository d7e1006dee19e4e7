import type { Ctx, Tx } from "@/server/core/ctx";
import { InvalidError } from "@/server/core/errors";
import type { ResourceKind } from "@/server/core/kinds/types";
import { record } from "@/server/core/kinds/values";
import { lockWorkspace } from "@/server/domain/workspaces/lock-workspace";
import type { ResourceState } from "@/server/hcl/schema";

/** How many mappings of a workspace may wait for dbt Cloud jobs. Source: Segment's product limits. */
const mostMappings = 5;

export const waitsForDbtCloud = (state: ResourceState) => record(state.reverse_etl_schedule).strategy === "DBT_CLOUD";

/** Refuses a sixth mapping that is scheduled by dbt Cloud; those that are, stay as they are. */
export async function guardDbtCloudSchedules(
  tx: Tx,
  ctx: Ctx,
  kind: ResourceKind,
  id: string,
  { before, after }: { readonly before: ResourceState; readonly after: ResourceState },
): Promise<void> {
  if (kind.kind !== "destination_subscription" || !waitsForDbtCloud(after) || waitsForDbtCloud(before)) return;
  // Two mappings that come at once must not both be the fifth.
  await lockWorkspace(tx, ctx.workspace.id);
  const others = await tx.resource.count({
    where: {
      workspaceId: ctx.workspace.id,
      kind: kind.kind,
      id: { not: id },
      state: { path: ["reverse_etl_schedule", "strategy"], equals: "DBT_CLOUD" },
    },
  });
  if (others < mostMappings) return;
  const message = `At most ${mostMappings} mappings of a workspace may be scheduled by dbt Cloud.`;
  throw new InvalidError([{ path: "reverse_etl_schedule.strategy", message }]);
}
