import { z } from "zod";
import { router, workspaceProcedure } from "@/server/api/init";
import { RunsPage } from "@/server/api/runs-page";
import { secretsStyles } from "@/server/core/kinds/secret-variables";
import { findGitSync } from "@/server/domain/git-sync/get-git-sync";
import { commitsOfChanges, getRun, listRuns } from "@/server/domain/git-sync/list-runs";
import { planGitSyncUpdate } from "@/server/domain/git-sync/plan-git-sync-update";
import { previewSync } from "@/server/domain/git-sync/preview-sync";
import { removeGitSync } from "@/server/domain/git-sync/remove-git-sync";
import { requestFullSync } from "@/server/domain/git-sync/request-full-sync";
import { retrySync } from "@/server/domain/git-sync/retry-run";
import { SetUpGitSync, UpdateGitSync } from "@/server/domain/git-sync/schema";
import { setEnabled } from "@/server/domain/git-sync/set-enabled";
import { setSecretsStyle, showSecretsStyle } from "@/server/domain/git-sync/set-secrets-style";
import { setUpGitSync } from "@/server/domain/git-sync/set-up-git-sync";
import { showCommit } from "@/server/domain/git-sync/show-commit";
import { updateGitSync } from "@/server/domain/git-sync/update-git-sync";
import { providersTf, providerVersions } from "@/server/hcl/providers-tf";
import { createCommitReader } from "@/server/integrations/git/commit-reader";
import { createGitGateway } from "@/server/integrations/git/gateway";
import { commitLink } from "@/server/integrations/git/sync-git";

const RunId = z.object({ id: z.string().min(1).max(64) });
const Sha = z.string().regex(/^[0-9a-f]{40}$/, "This is not a commit id.");

export const gitSyncRouter = router({
  /** With the link to its newest commit, where the host has web pages. */
  find: workspaceProcedure.query(async ({ ctx }) => {
    const sync = await findGitSync(ctx.workspaceCtx);
    return sync && { ...sync, tipLink: sync.tip && commitLink(sync.url, sync.tip) };
  }),
  preview: workspaceProcedure
    .input(z.object({ path: z.string().max(200).default("") }))
    .query(({ ctx, input }) => previewSync(ctx.workspaceCtx, input.path)),
  runs: workspaceProcedure.input(RunsPage).query(({ ctx, input }) => listRuns(ctx.workspaceCtx, input)),
  run: workspaceProcedure.input(RunId).query(async ({ ctx, input }) => {
    const { commits, ...run } = await getRun(ctx.workspaceCtx, input.id);
    return { ...run, commits: commits.map((each) => ({ ...each, link: commitLink(run.repository.url, each.sha) })) };
  }),
  /** Diff and link of one commit of a run. */
  commit: workspaceProcedure
    .input(RunId.extend({ sha: Sha }))
    .query(({ ctx, input }) => showCommit(ctx.workspaceCtx, createCommitReader(), input)),
  commitsOfChanges: workspaceProcedure
    .input(z.object({ seqs: z.array(z.number().int()).max(100) }))
    .query(({ ctx, input }) => commitsOfChanges(ctx.workspaceCtx, input.seqs)),
  setUp: workspaceProcedure
    .input(SetUpGitSync)
    .mutation(({ ctx, input }) => setUpGitSync(ctx.workspaceCtx, createGitGateway(), input)),
  /** What an update would do, without connecting to anything. */
  planUpdate: workspaceProcedure
    .input(UpdateGitSync)
    .query(({ ctx, input }) => planGitSyncUpdate(ctx.workspaceCtx, createGitGateway(), input)),
  update: workspaceProcedure
    .input(UpdateGitSync)
    .mutation(({ ctx, input }) => updateGitSync(ctx.workspaceCtx, createGitGateway(), input)),
  setEnabled: workspaceProcedure
    .input(z.object({ enabled: z.boolean() }))
    .mutation(({ ctx, input }) => setEnabled(ctx.workspaceCtx, input.enabled)),
  /** How secrets stand in HCL; also without Git Sync, since exports follow it. */
  secretsStyle: workspaceProcedure.query(({ ctx }) => showSecretsStyle(ctx.workspaceCtx)),
  /** A change is followed by a full sync; gives its run. */
  setSecretsStyle: workspaceProcedure
    .input(z.object({ style: z.enum(secretsStyles) }))
    .mutation(({ ctx, input }) => setSecretsStyle(ctx.workspaceCtx, input)),
  requestFullSync: workspaceProcedure.mutation(({ ctx }) => requestFullSync(ctx.workspaceCtx)),
  retry: workspaceProcedure.mutation(({ ctx }) => retrySync(ctx.workspaceCtx)),
  remove: workspaceProcedure.mutation(({ ctx }) => removeGitSync(ctx.workspaceCtx)),
  /** The text of a `providers.tf` to put beside the files. */
  providersFile: workspaceProcedure
    .input(z.object({ version: z.enum(providerVersions).default(providerVersions[0]) }))
    .query(({ input }) => providersTf(input)),
});
