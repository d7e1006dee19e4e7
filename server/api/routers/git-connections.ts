import { z } from "zod";
import { router, workspaceProcedure } from "@/server/api/init";
import { createGitConnection } from "@/server/domain/git-connections/create-git-connection";
import {
  generateKey,
  listServices,
  previewCredential,
  showHostKeys,
} from "@/server/domain/git-connections/describe-git";
import { getGitConnection } from "@/server/domain/git-connections/get-git-connection";
import { listGitConnections } from "@/server/domain/git-connections/list-git-connections";
import { removeGitConnection } from "@/server/domain/git-connections/remove-git-connection";
import {
  CreateGitConnection,
  PreviewCredential,
  TestGitConnection,
  UpdateGitConnection,
} from "@/server/domain/git-connections/schema";
import { testGitConnection } from "@/server/domain/git-connections/test-git-connection";
import { updateGitConnection } from "@/server/domain/git-connections/update-git-connection";
import { createGitGateway } from "@/server/integrations/git/gateway";

const ById = z.object({ id: z.string().min(1).max(64) });
const ByService = z.object({ service: z.string().min(1).max(255) });

export const gitConnectionsRouter = router({
  services: workspaceProcedure.query(({ ctx }) => listServices(ctx.workspaceCtx, createGitGateway())),
  list: workspaceProcedure.query(({ ctx }) => listGitConnections(ctx.workspaceCtx)),
  get: workspaceProcedure.input(ById).query(({ ctx, input }) => getGitConnection(ctx.workspaceCtx, input.id)),
  generateKey: workspaceProcedure.mutation(({ ctx }) => generateKey(ctx.workspaceCtx, createGitGateway())),
  hostKeys: workspaceProcedure
    .input(ByService)
    .mutation(({ ctx, input }) => showHostKeys(ctx.workspaceCtx, createGitGateway(), input.service)),
  /** Judges a pasted key or token before it is saved; nothing is stored or connected. */
  previewCredential: workspaceProcedure
    .input(PreviewCredential)
    .mutation(({ ctx, input }) => previewCredential(ctx.workspaceCtx, createGitGateway(), input)),
  create: workspaceProcedure
    .input(CreateGitConnection)
    .mutation(({ ctx, input }) => createGitConnection(ctx.workspaceCtx, createGitGateway(), input)),
  update: workspaceProcedure
    .input(UpdateGitConnection)
    .mutation(({ ctx, input }) => updateGitConnection(ctx.workspaceCtx, createGitGateway(), input)),
  test: workspaceProcedure
    .input(TestGitConnection)
    .mutation(({ ctx, input }) => testGitConnection(ctx.workspaceCtx, createGitGateway(), input)),
  remove: workspaceProcedure.input(ById).mutation(({ ctx, input }) => removeGitConnection(ctx.workspaceCtx, input.id)),
});
