import { catalogExamples } from "./catalog";
import { destinationExamples } from "./destinations";
import type { Example } from "./example";
import { functionExamples, reverseEtlExamples, warehouseExamples } from "./more";
import { peopleExamples, peopleReached } from "./people";
import { profilesExamples } from "./profiles";
import { protocolExamples } from "./protocols";
import { sourceExamples } from "./sources";

/** Takes away what the others have made, in an order that nothing stands in the way of. */
const deletions: readonly Example[] = [
  { operation: "deleteUserGroup" },
  { operation: "deleteReverseEtlModel" },
  { operation: "deleteInsertFunctionInstance" },
  { operation: "deleteFunction" },
  { operation: "deleteWarehouse" },
  { operation: "deleteTransformation" },
  { operation: "deleteTrackingPlan" },
  { operation: "removeFilterFromDestination" },
  { operation: "removeSubscriptionFromDestination" },
  { operation: "deleteDestination" },
  { operation: "removeWriteKeyFromSource" },
  { operation: "deleteSource" },
  { operation: "deleteLabel", path: { key: "example", value: "api" } },
];

/**
 * Calls that run one after the other on any workspace: they only touch what they have made themselves, and leave nothing
 * behind. Each is also the example of its operation.
 */
export const collection: readonly Example[] = [
  ...sourceExamples,
  ...destinationExamples,
  ...protocolExamples,
  ...warehouseExamples,
  ...functionExamples,
  ...reverseEtlExamples,
  ...profilesExamples,
  ...peopleExamples,
  ...catalogExamples,
  ...deletions,
];

/** Not part of the collection: it needs a source that dbt models are bound to. */
const dbtReached: readonly Example[] = [{ operation: "createDbtModelSyncTrigger", body: { sourceId: "$SOURCE_ID" } }];

/** Every example that was written, by operation. */
export const writtenExamples: ReadonlyMap<string, Example> = new Map(
  [...collection, ...peopleReached, ...dbtReached].map((example) => [example.operation, example]),
);
