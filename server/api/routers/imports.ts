import { router, workspaceProcedure } from "@/server/api/init";
import { applyFromRepository, planFromRepository } from "@/server/domain/import/from-repository";
import { ApplyFromRepository, PlanFromRepository } from "@/server/domain/import/schema";
import { shortPlan } from "@/server/domain/import/short-plan";
import { listMissingSecrets } from "@/server/domain/resources/list-missing-secrets";
import { createGitGateway } from "@/server/integrations/git/gateway";
import { createSyncGit } from "@/server/integrations/git/sync-git";

const git = () => ({ gateway: createGitGateway(), sync: createSyncGit() });

export const importsRouter = router({
  /** What an import would do; of long lists the first 500, with the counts of all. Reads the repository, so it takes a while. */
  planFromRepository: workspaceProcedure.input(PlanFromRepository).mutation(async ({ ctx, input }) => {
    const { commit, plan } = await planFromRepository(ctx.workspaceCtx, git(), input);
    return { commit, plan: shortPlan(plan) };
  }),
  /** Does what was planned at a commit; refused when the branch has moved. */
  applyFromRepository: workspaceProcedure
    .input(ApplyFromRepository)
    .mutation(async ({ ctx, input }) => shortPlan(await applyFromRepository(ctx.workspaceCtx, git(), input))),
  /** Resources whose secrets an import did not bring. */
  missingSecrets: workspaceProcedure.query(({ ctx }) => listMissingSecrets(ctx.workspaceCtx)),
});
