import type { Route } from "./route";
import { destinationRoutes } from "./routes/destinations";
import { filterRoutes } from "./routes/filters";
import { functionVersionRoutes } from "./routes/function-versions";
import { functionRoutes } from "./routes/functions";
import { insertFunctionRoutes } from "./routes/insert-functions";
import { labelRoutes } from "./routes/labels";
import { reverseEtlModelRoutes } from "./routes/reverse-etl-models";
import { schemaSettingRoutes } from "./routes/schema-settings";
import { sourceRoutes } from "./routes/sources";
import { subscriptionRoutes } from "./routes/subscriptions";
import { trackingPlanRuleRoutes } from "./routes/tracking-plan-rules";
import { trackingPlanRoutes } from "./routes/tracking-plans";
import { transformationRoutes } from "./routes/transformations";
import { warehouseRoutes } from "./routes/warehouses";
import { workspaceRoutes } from "./routes/workspace";

/** The one table of routes: what is served, and what the OpenAPI document says. */
export const publicApiRoutes: readonly Route[] = [
  ...workspaceRoutes,
  ...sourceRoutes,
  ...schemaSettingRoutes,
  ...destinationRoutes,
  ...subscriptionRoutes,
  ...filterRoutes,
  ...warehouseRoutes,
  ...trackingPlanRoutes,
  ...trackingPlanRuleRoutes,
  ...functionRoutes,
  ...functionVersionRoutes,
  ...insertFunctionRoutes,
  ...transformationRoutes,
  ...reverseEtlModelRoutes,
  ...labelRoutes,
];
