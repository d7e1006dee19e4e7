import { z } from "zod";
import { router, workspaceProcedure } from "@/server/api/init";
import { listMappingActions } from "@/server/domain/resource-forms/list-mapping-actions";
import { openEditForm } from "@/server/domain/resource-forms/open-edit-form";
import { OpenNewForm, openNewForm } from "@/server/domain/resource-forms/open-new-form";
import { ResourceId, ResourceRef } from "@/server/domain/resources/schema";

/** What the create and edit pages show; they save through `resources`. */
export const formsRouter = router({
  openNew: workspaceProcedure.input(OpenNewForm).query(({ ctx, input }) => openNewForm(ctx.workspaceCtx, input)),
  openEdit: workspaceProcedure.input(ResourceRef).query(({ ctx, input }) => openEditForm(ctx.workspaceCtx, input)),
  mappingActions: workspaceProcedure
    .input(z.object({ destinationId: ResourceId }))
    .query(({ ctx, input }) => listMappingActions(ctx.workspaceCtx, input.destinationId)),
});
