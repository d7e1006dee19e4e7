import { z } from "zod";
import { router, workspaceProcedure } from "@/server/api/init";
import { createResource } from "@/server/domain/resources/create-resource";
import { getResource } from "@/server/domain/resources/get-resource";
import { listChanges } from "@/server/domain/resources/list-changes";
import { listResources } from "@/server/domain/resources/list-resources";
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

const ListChanges = z.object({
  kind: KindName.optional(),
  id: ResourceId.optional(),
  beforeSeq: z.number().int().optional(),
  limit: z.number().int().min(1).max(100).default(30),
});

export const resourcesRouter = router({
  list: workspaceProcedure.input(ListResources).query(({ ctx, input }) => listResources(ctx.workspaceCtx, input)),
  get: workspaceProcedure.input(ResourceRef).query(({ ctx, input }) => getResource(ctx.workspaceCtx, input)),
  hcl: workspaceProcedure.input(ResourceRef).query(({ ctx, input }) => renderHcl(ctx.workspaceCtx, input)),
  usages: workspaceProcedure.input(ResourceRef).query(({ ctx, input }) => listUsages(ctx.workspaceCtx, input)),
  changes: workspaceProcedure.input(ListChanges).query(({ ctx, input }) => listChanges(ctx.workspaceCtx, input)),
  search: workspaceProcedure.input(SearchResources).query(({ ctx, input }) => searchResources(ctx.workspaceCtx, input)),
  create: workspaceProcedure
    .input(CreateResource)
    .mutation(({ ctx, input }) => createResource(ctx.workspaceCtx, input)),
  update: workspaceProcedure
    .input(UpdateResource)
    .mutation(({ ctx, input }) => updateResource(ctx.workspaceCtx, input)),
  remove: workspaceProcedure.input(ResourceRef).mutation(({ ctx, input }) => removeResource(ctx.workspaceCtx, input)),
});
