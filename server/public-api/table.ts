import type { Route } from "./route";
import { labelRoutes } from "./routes/labels";
import { sourceRoutes } from "./routes/sources";
import { workspaceRoutes } from "./routes/workspace";

/** The one table of routes: what is served, and what the OpenAPI document says. */
export const publicApiRoutes: readonly Route[] = [...workspaceRoutes, ...sourceRoutes, ...labelRoutes];
