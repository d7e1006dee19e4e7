import { z } from "zod";
import { router, workspaceProcedure } from "@/server/api/init";
import { resolveCatalogEntry } from "@/server/domain/catalog/find-catalog-entry";
import { listCategories } from "@/server/domain/catalog/list-categories";
import { listRoles } from "@/server/domain/catalog/list-roles";
import { SearchCatalog, searchCatalog } from "@/server/domain/catalog/search-catalog";
import { settingsOf } from "@/server/domain/catalog/settings-of";
import { findFunctionTypes, listFunctions } from "@/server/domain/resources/list-functions";

const CatalogKind = z.enum(["sources", "destinations", "warehouses"]);
const EntryRef = z.object({ kind: CatalogKind, id: z.string().min(1).max(64) });

export const catalogRouter = router({
  search: workspaceProcedure
    .input(SearchCatalog)
    .query(async ({ ctx, input }) => searchCatalog(input, await listFunctions(ctx.workspaceCtx))),
  categories: workspaceProcedure
    .input(z.object({ kind: CatalogKind }))
    .query(({ input }) => listCategories(input.kind)),
  /** Always answers: an id that nothing is known about is an entry too. */
  entry: workspaceProcedure.input(EntryRef).query(async ({ ctx, input }) => {
    const entry = resolveCatalogEntry(
      input.kind,
      input.id,
      await findFunctionTypes(ctx.workspaceCtx, input.kind, [input.id]),
    );
    return { entry, settings: settingsOf(entry) };
  }),
  roles: workspaceProcedure.query(() => listRoles()),
});
