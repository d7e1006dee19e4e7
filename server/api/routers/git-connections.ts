import { z } from "zod";
import { router, workspaceProcedure } from "@/server/api/init";
import { DomainError } from "@/server/core/errors";
import { CheckRepository, checkRepository } from "@/server/domain/git-connections/check-repository";
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
import { findPracticeRepository, usePracticeRepository } from "@/server/domain/git-connections/use-practice-repository";
import { createGitGateway } from "@/server/integrations/git/gateway";
import { openPracticeRepository } from "@/server/integrations/git/practice-repository";

const ById = z.object({ id: z.string().min(1).max(64) });
const ByService = z.object({ service: z.string().min(1).max(255) });

function requirePractice() {
  const practice = openPracticeRepository();
  if (practice) return practice;
  throw new DomainError("not-found", "This installation has no practice repository.", {
    next: "Use a repository of your own.",
  });
}

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
  /** Judges an address and branch while they are typed; offers corrections. */
  checkRepository: workspaceProcedure
    .input(CheckRepository)
    .mutation(({ ctx, input }) => checkRepository(ctx.workspaceCtx, createGitGateway(), input)),
  practice: workspaceProcedure.query(({ ctx }) => findPracticeRepository(ctx.workspaceCtx, openPracticeRepository())),
  usePractice: workspaceProcedure.mutation(({ ctx }) =>
    usePracticeRepository(ctx.workspaceCtx, createGitGateway(), requirePractice()),
  ),
});
