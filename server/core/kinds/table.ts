import { sourceTrackingPlanConnection, sourceWarehouseConnection } from "./connections";
import { destination } from "./destination";
import { destinationFilter } from "./destination-filter";
import { destinationSubscription } from "./destination-subscription";
import { functionKind } from "./function";
import { insertFunctionInstance } from "./insert-function-instance";
import { label, user, userGroup } from "./people";
import { profilesWarehouse } from "./profiles-warehouse";
import { reverseEtlModel } from "./reverse-etl-model";
import { source } from "./source";
import { trackingPlan } from "./tracking-plan";
import { transformation } from "./transformation";
import type { KindName, ResourceKind } from "./types";
import { kindNames } from "./types";
import { warehouse } from "./warehouse";

/** The one table of resource kinds: storage, validation, forms, HCL and REST derive from it. */
export const resourceKinds: { readonly [K in KindName]: ResourceKind } = {
  source,
  destination,
  destination_subscription: destinationSubscription,
  destination_filter: destinationFilter,
  warehouse,
  source_warehouse_connection: sourceWarehouseConnection,
  tracking_plan: trackingPlan,
  source_tracking_plan_connection: sourceTrackingPlanConnection,
  transformation,
  function: functionKind,
  insert_function_instance: insertFunctionInstance,
  reverse_etl_model: reverseEtlModel,
  profiles_warehouse: profilesWarehouse,
  user,
  user_group: userGroup,
  label,
};

export const allKinds: readonly ResourceKind[] = kindNames.map((name) => resourceKinds[name]);

export const isKindName = (value: string): value is KindName => (kindNames as readonly string[]).includes(value);

/** The kind whose pages live at a route such as `connections/sources`; null when there is none. */
export const findKindByRoute = (route: string): ResourceKind | null =>
  allKinds.find((kind) => kind.route === route) ?? null;

/** The kind of a repository folder such as `sources`; null for folders that are not ours. */
export const findKindByDirectory = (directory: string): ResourceKind | null =>
  allKinds.find((kind) => kind.directory === directory) ?? null;
