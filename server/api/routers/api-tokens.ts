import { router, workspaceProcedure } from "@/server/api/init";
import { createApiToken } from "@/server/domain/api-tokens/create-api-token";
import { listApiTokens } from "@/server/domain/api-tokens/list-api-tokens";
import { revokeApiToken } from "@/server/domain/api-tokens/revoke-api-token";
import { ApiTokenId, CreateApiToken } from "@/server/domain/api-tokens/schema";

export const apiTokensRouter = router({
  list: workspaceProcedure.query(({ ctx }) => listApiTokens(ctx.workspaceCtx)),
  /** The answer's `text` is the only time that the token itself is shown. */
  create: workspaceProcedure
    .input(CreateApiToken)
    .mutation(({ ctx, input }) => createApiToken(ctx.workspaceCtx, input)),
  revoke: workspaceProcedure.input(ApiTokenId).mutation(({ ctx, input }) => revokeApiToken(ctx.workspaceCtx, input)),
});
