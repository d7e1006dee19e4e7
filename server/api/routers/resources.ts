import { z } from "zod";
import { router, workspaceProcedure } from "@/server/api/init";
import { countResources } from "@/server/domain/resources/count-resources";
import { createResource } from "@/server/domain/resources/create-resource";
import { getResource } from "@/server/domain/resources/get-resource";
import { listChanges } from "@/server/domain/resources/list-changes";
import { listFilterValues } from "@/server/domain/resources/list-filter-values";
import { listHistory } from "@/server/domain/resources/list-history";
import { listRecentChanges } from "@/server/domain/resources/list-recent-changes";
import { listResources } from "@/server/domain/resources/list-resources";
import { listRows } from "@/server/domain/resources/list-rows";
import { listUsages } from "@/server/domain/resources/list-usages";
import { removeResource } from "@/server/domain/resources/remove-resource";
import { renderHcl } from "@/server/domain/resources/render-hcl";
import {
  CreateResource,
  KindName,
  ListResources,
  ResourceId,
  ResourceRef,
  UpdateResource,
} from "@/server/domain/resources/schema";
import { SearchResources, searchResources } from "@/server/domain/resources/search-resources";
import { updateResource } from "@/server/domain/resources/update-resource";
import { createCommitReader } from "@/server/integrations/git/commit-reader";

const ListChanges = z.object({
  kind: KindName.optional(),
  id: ResourceId.optional(),
  beforeSeq: z.number().int().optional(),
  limit: z.number().int().min(1).max(100).default(30),
});

const ListHistory = ResourceRef.extend({
  beforeSeq: z.number().int().optional(),
  limit: z.number().int().min(1).max(100).default(20),
});

export const resourcesRouter = router({
  list: workspaceProcedure.input(ListResources).query(({ ctx, input }) => listResources(ctx.workspaceCtx, input)),
  /** The same with types, references and facts by name, as list pages show them. */
  rows: workspaceProcedure.input(ListResources).query(({ ctx, input }) => listRows(ctx.workspaceCtx, input)),
  filterValues: workspaceProcedure
    .input(z.object({ kind: KindName }))
    .query(({ ctx, input }) => listFilterValues(ctx.workspaceCtx, input.kind)),
  counts: workspaceProcedure.query(({ ctx }) => countResources(ctx.workspaceCtx)),
  get: workspaceProcedure.input(ResourceRef).query(({ ctx, input }) => getResource(ctx.workspaceCtx, input)),
  hcl: workspaceProcedure.input(ResourceRef).query(({ ctx, input }) => renderHcl(ctx.workspaceCtx, input)),
  usages: workspaceProcedure.input(ResourceRef).query(({ ctx, input }) => listUsages(ctx.workspaceCtx, input)),
  changes: workspaceProcedure.input(ListChanges).query(({ ctx, input }) => listChanges(ctx.workspaceCtx, input)),
  /** Change records of one resource with what each did and its commit. */
  history: workspaceProcedure
    .input(ListHistory)
    .query(({ ctx, input }) => listHistory(ctx.workspaceCtx, input, createCommitReader().link)),
  recentChanges: workspaceProcedure
    .input(z.object({ limit: z.number().int().min(1).max(50).default(10) }))
    .query(({ ctx, input }) => listRecentChanges(ctx.workspaceCtx, input.limit)),
  search: workspaceProcedure.input(SearchResources).query(({ ctx, input }) => searchResources(ctx.workspaceCtx, input)),
  create: workspaceProcedure
    .input(CreateResource)
    .mutation(({ ctx, input }) => createResource(ctx.workspaceCtx, input)),
  update: workspaceProcedure
    .input(UpdateResource)
    .mutation(({ ctx, input }) => updateResource(ctx.workspaceCtx, input)),
  remove: workspaceProcedure.input(ResourceRef).mutation(({ ctx, input }) => removeResource(ctx.workspaceCtx, input)),
});
