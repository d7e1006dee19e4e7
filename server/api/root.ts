import { createCallerFactory, router } from "./init";
import { accessRouter } from "./routers/access";
import { apiTokensRouter } from "./routers/api-tokens";
import { auditRouter } from "./routers/audit";
import { catalogRouter } from "./routers/catalog";
import { dbtModelsRouter } from "./routers/dbt-models";
import { formsRouter } from "./routers/forms";
import { gitConnectionsRouter } from "./routers/git-connections";
import { gitSyncRouter } from "./routers/git-sync";
import { importsRouter } from "./routers/imports";
import { meRouter } from "./routers/me";
import { resourcesRouter } from "./routers/resources";
import { workspacesRouter } from "./routers/workspaces";

export const appRouter = router({
  me: meRouter,
  workspaces: workspacesRouter,
  access: accessRouter,
  apiTokens: apiTokensRouter,
  audit: auditRouter,
  resources: resourcesRouter,
  catalog: catalogRouter,
  forms: formsRouter,
  gitConnections: gitConnectionsRouter,
  gitSync: gitSyncRouter,
  imports: importsRouter,
  dbtModels: dbtModelsRouter,
});

export type AppRouter = typeof appRouter;
export const createCaller = createCallerFactory(appRouter);
