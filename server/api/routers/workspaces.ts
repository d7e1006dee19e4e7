import { router, signedInProcedure, workspaceProcedure } from "@/server/api/init";
import { createWorkspace } from "@/server/domain/workspaces/create-workspace";
import { renameWorkspace } from "@/server/domain/workspaces/rename-workspace";
import { CreateWorkspace, RenameWorkspace } from "@/server/domain/workspaces/schema";

export const workspacesRouter = router({
  create: signedInProcedure
    .input(CreateWorkspace)
    .mutation(({ ctx, input }) => createWorkspace(ctx.db, input, ctx.signedIn)),
  rename: workspaceProcedure
    .input(RenameWorkspace)
    .mutation(({ ctx, input }) => renameWorkspace(ctx.workspaceCtx, input)),
});
