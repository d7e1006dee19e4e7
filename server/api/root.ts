import { createCallerFactory, router } from "./init";
import { catalogRouter } from "./routers/catalog";
import { gitConnectionsRouter } from "./routers/git-connections";
import { gitSyncRouter } from "./routers/git-sync";
import { resourcesRouter } from "./routers/resources";

export const appRouter = router({
  resources: resourcesRouter,
  catalog: catalogRouter,
  gitConnections: gitConnectionsRouter,
  gitSync: gitSyncRouter,
});

export type AppRouter = typeof appRouter;
export const createCaller = createCallerFactory(appRouter);
