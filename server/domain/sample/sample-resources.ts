import { sampleDestinations } from "./destinations";
import { sampleFilters } from "./filters";
import { sampleFunctions, sampleInsertInstances } from "./functions";
import { sampleLabels } from "./labels";
import { sampleMappings } from "./mappings";
import { sampleModels } from "./models";
import { sampleGroups, sampleUsers } from "./people";
import { sampleRowMappings } from "./row-mappings";
import { sampleWorkspaceId } from "./sample-ids";
import type { SampleResource } from "./sample-resource";
import { sampleSources } from "./sources";
import { sampleTrackingPlanConnections, sampleTrackingPlans } from "./tracking-plans";
import { sampleTransformations } from "./transformations";
import { sampleProfilesWarehouses, sampleWarehouseConnections, sampleWarehouses } from "./warehouses";

/**
 * The sample workspace: the customer data of Confluence Ferries, a river ferry and freight company that does not exist.
 * Always the same; each resource comes after those it names. `workspaceId` is what workspace-wide roles are granted on.
 */
export function sampleResources(workspaceId = sampleWorkspaceId): readonly SampleResource[] {
  return [
    ...sampleLabels,
    ...sampleFunctions,
    ...sampleSources,
    ...sampleWarehouses,
    ...sampleProfilesWarehouses,
    ...sampleWarehouseConnections,
    ...sampleTrackingPlans,
    ...sampleTrackingPlanConnections,
    ...sampleTransformations,
    ...sampleDestinations,
    ...sampleFilters,
    ...sampleInsertInstances,
    ...sampleModels,
    ...sampleMappings,
    ...sampleRowMappings,
    ...sampleUsers(workspaceId),
    ...sampleGroups(workspaceId),
  ];
}
