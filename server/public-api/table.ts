import type { Route } from "./route";
import { auditEventRoutes } from "./routes/audit-events";
import { catalogRoutes } from "./routes/catalog";
import { dbtModelSyncRoutes } from "./routes/dbt-model-syncs";
import { destinationRoutes } from "./routes/destinations";
import { filterRoutes } from "./routes/filters";
import { functionVersionRoutes } from "./routes/function-versions";
import { functionRoutes } from "./routes/functions";
import { groupMemberRoutes } from "./routes/group-members";
import { groupRoutes } from "./routes/groups";
import { insertFunctionRoutes } from "./routes/insert-functions";
import { inviteRoutes } from "./routes/invites";
import { labelRoutes } from "./routes/labels";
import { profilesWarehouseRoutes } from "./routes/profiles-warehouses";
import { reverseEtlModelRoutes } from "./routes/reverse-etl-models";
import { roleAndSpaceRoutes } from "./routes/roles-and-spaces";
import { schemaSettingRoutes } from "./routes/schema-settings";
import { sourceRoutes } from "./routes/sources";
import { subscriptionRoutes } from "./routes/subscriptions";
import { trackingPlanRuleRoutes } from "./routes/tracking-plan-rules";
import { trackingPlanRoutes } from "./routes/tracking-plans";
import { transformationRoutes } from "./routes/transformations";
import { userRoutes } from "./routes/users";
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
  ...userRoutes,
  ...inviteRoutes,
  ...groupRoutes,
  ...groupMemberRoutes,
  ...roleAndSpaceRoutes,
  ...profilesWarehouseRoutes,
  ...dbtModelSyncRoutes,
  ...labelRoutes,
  ...auditEventRoutes,
  ...catalogRoutes,
];
