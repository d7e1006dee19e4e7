import { z } from "zod";
import { router, workspaceProcedure } from "@/server/api/init";
import { RunsPage } from "@/server/api/runs-page";
import { checkColumns } from "@/server/domain/dbt-models/check-columns";
import { createDbtProject } from "@/server/domain/dbt-models/create-dbt-project";
import { findCandidates } from "@/server/domain/dbt-models/find-candidates";
import { getDbtProject, listDbtProjects } from "@/server/domain/dbt-models/get-dbt-project";
import { getLineage } from "@/server/domain/dbt-models/get-lineage";
import { getModel } from "@/server/domain/dbt-models/get-model";
import { listModelFilters, listModels } from "@/server/domain/dbt-models/list-models";
import { getModelSync, listModelSyncs, listRunChanges } from "@/server/domain/dbt-models/list-runs";
import { removeDbtProject } from "@/server/domain/dbt-models/remove-dbt-project";
import { requestModelSync } from "@/server/domain/dbt-models/request-sync";
import { rotateWebhookSecret } from "@/server/domain/dbt-models/rotate-webhook-secret";
import { CreateDbtProject, FindCandidates, ListDbtModels, UpdateDbtProject } from "@/server/domain/dbt-models/schema";
import { setDbtProjectEnabled } from "@/server/domain/dbt-models/set-enabled";
import { updateDbtProject } from "@/server/domain/dbt-models/update-dbt-project";
import { removeManifest } from "@/server/domain/dbt-models/upload-manifest";
import { listWarehouseSources } from "@/server/domain/dbt-models/warehouse-sources";
import { env } from "@/server/env";
import { createDbtEngine } from "@/server/integrations/dbt/engine";
import { createGitGateway } from "@/server/integrations/git/gateway";
import { createProjectGit } from "@/server/integrations/git/project-git";
import { warehouseDescribers } from "@/server/integrations/warehouses/describers";

const Id = z.string().min(1).max(64);
const ById = z.object({ id: Id });
const UniqueId = z.string().min(1).max(1000);
const ByUniqueId = z.object({ projectId: Id, uniqueId: UniqueId });
const git = createProjectGit();

/** Where a project's Git host sends its pushes; a path only while the installation's own address is not set. */
const webhookUrl = (projectId: string) => `${env().TRIBUTARY_URL ?? ""}/api/webhooks/dbt/${projectId}`;

export const dbtModelsRouter = router({
  /** What the set-up form offers: sources whose warehouse dbt can build in. */
  warehouseSources: workspaceProcedure.query(({ ctx }) => listWarehouseSources(ctx.workspaceCtx)),
  /** Folders of a repository that hold a dbt project. It connects, so it is asked for by a button. */
  candidates: workspaceProcedure
    .input(FindCandidates)
    .mutation(({ ctx, input }) => findCandidates(ctx.workspaceCtx, { gateway: createGitGateway(), git }, input)),
  list: workspaceProcedure.query(({ ctx }) => listDbtProjects(ctx.workspaceCtx)),
  /** With links to its commits, where the host has web pages, and the address for its webhook. */
  get: workspaceProcedure.input(ById).query(async ({ ctx, input }) => {
    const project = await getDbtProject(ctx.workspaceCtx, input.id);
    const link = (commit: string | null | undefined) => (commit ? git.commitLink(project.url, commit) : null);
    return {
      ...project,
      commitLink: link(project.loaded?.commit),
      seenCommitLink: link(project.seenCommit),
      webhookUrl: webhookUrl(project.id),
    };
  }),
  /** Its answer carries the webhook's secret, which is not shown again. */
  create: workspaceProcedure.input(CreateDbtProject).mutation(async ({ ctx, input }) => {
    const created = await createDbtProject(ctx.workspaceCtx, createGitGateway(), input);
    return { ...created, webhookUrl: webhookUrl(created.id) };
  }),
  update: workspaceProcedure
    .input(UpdateDbtProject)
    .mutation(({ ctx, input }) => updateDbtProject(ctx.workspaceCtx, createGitGateway(), input)),
  setEnabled: workspaceProcedure
    .input(ById.extend({ enabled: z.boolean() }))
    .mutation(({ ctx, input }) => setDbtProjectEnabled(ctx.workspaceCtx, input)),
  remove: workspaceProcedure
    .input(ById)
    .mutation(({ ctx, input }) => removeDbtProject(ctx.workspaceCtx, { git, engine: createDbtEngine() }, input.id)),
  /** *Sync now*, and the *Retry* of a failed run. */
  requestSync: workspaceProcedure
    .input(ById)
    .mutation(({ ctx, input }) => requestModelSync(ctx.workspaceCtx, input.id)),
  rotateWebhookSecret: workspaceProcedure
    .input(ById)
    .mutation(({ ctx, input }) => rotateWebhookSecret(ctx.workspaceCtx, input.id)),
  removeManifest: workspaceProcedure
    .input(ById)
    .mutation(({ ctx, input }) => removeManifest(ctx.workspaceCtx, input.id)),
  runs: workspaceProcedure
    .input(RunsPage.extend({ projectId: Id }))
    .query(({ ctx, input }) => listModelSyncs(ctx.workspaceCtx, input)),
  run: workspaceProcedure.input(ById).query(async ({ ctx, input }) => {
    const run = await getModelSync(ctx.workspaceCtx, input.id);
    return { ...run, commitLink: run.commit && git.commitLink(run.repository.url, run.commit) };
  }),
  runChanges: workspaceProcedure
    .input(
      z.object({
        runId: Id,
        kinds: z.array(z.enum(["added", "removed", "renamed", "changed"])).default([]),
        after: z.number().int().min(0).optional(),
        before: z.number().int().min(0).optional(),
        limit: z.number().int().min(1).max(500).default(100),
      }),
    )
    .query(({ ctx, input }) => listRunChanges(ctx.workspaceCtx, input)),
  models: workspaceProcedure.input(ListDbtModels).query(({ ctx, input }) => listModels(ctx.workspaceCtx, input)),
  filters: workspaceProcedure
    .input(z.object({ projectId: Id }))
    .query(({ ctx, input }) => listModelFilters(ctx.workspaceCtx, input.projectId)),
  /** With a link to its file at the commit in force, where the host has web pages, and whether its warehouse can be asked. */
  model: workspaceProcedure.input(ByUniqueId).query(async ({ ctx, input }) => {
    const model = await getModel(ctx.workspaceCtx, input);
    const { url, source } = await getDbtProject(ctx.workspaceCtx, input.projectId);
    const { file, commit } = model.code;
    return {
      ...model,
      fileLink: commit === "" ? null : git.fileLink(url, commit, file),
      canCheck: source.name !== null && Object.hasOwn(warehouseDescribers, source.adapter),
    };
  }),
  /** *Check with the warehouse*: it connects, so it is asked for by a button. */
  checkColumns: workspaceProcedure
    .input(ByUniqueId)
    .mutation(({ ctx, input }) => checkColumns(ctx.workspaceCtx, warehouseDescribers, input)),
  lineage: workspaceProcedure
    .input(z.object({ projectId: Id, uniqueId: UniqueId, depth: z.number().int().min(1).max(50).default(3) }))
    .query(({ ctx, input }) => getLineage(ctx.workspaceCtx, input)),
});
