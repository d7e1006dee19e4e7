import { z } from "zod";
import { authorize, type Ctx } from "@/server/core/ctx";
import { NotFoundError } from "@/server/core/errors";
import { catalogKindOfFunction } from "@/server/domain/catalog/function-as-catalog-entry";
import { listCatalogIds } from "@/server/domain/catalog/list-catalog-ids";
import type { CatalogKind } from "@/server/domain/catalog/types";
import { findFunctionTypes } from "@/server/domain/resources/list-functions";
import { metadataFor, shippedMetadata } from "../catalog-metadata";
import { DestinationMetadata, SourceMetadata, WarehouseMetadata } from "../catalog-shapes";
import { pageOf } from "../pagination";
import { type Call, type Route, route } from "../route";
import { PaginationShape } from "../shapes";

const tag = "Catalog";

/** A shipped entry, or one that a function of the workspace makes. */
async function entryOf(ctx: Ctx, kind: CatalogKind, id: string) {
  authorize(ctx, "workspace:read");
  const shipped = shippedMetadata(kind, id);
  if (shipped) return shipped;
  const own = id.includes("\0") ? [] : await findFunctionTypes(ctx, kind, [id]);
  if (!own.some(({ state }) => catalogKindOfFunction(state) === kind)) throw new NotFoundError("catalog entry", id);
  return (await metadataFor(ctx, kind, [id]))(id);
}

function listed({ ctx, page }: Call<unknown>, kind: CatalogKind) {
  authorize(ctx, "workspace:read");
  const { items, pagination } = pageOf(listCatalogIds(kind), page);
  return { items: items.map((id) => shippedMetadata(kind, id)), pagination };
}

export const catalogRoutes: readonly Route[] = [
  route("GET", "/catalog/sources", {
    operation: "getSourcesCatalog",
    tag,
    summary: "Types of sources",
    paged: true,
    answer: z.object({ sourcesCatalog: z.array(SourceMetadata), pagination: PaginationShape }),
    run: async (call) => {
      const { items, pagination } = listed(call, "sources");
      return { sourcesCatalog: items, pagination };
    },
  }),
  route("GET", "/catalog/destinations", {
    operation: "getDestinationsCatalog",
    tag,
    summary: "Types of destinations, with their actions",
    paged: true,
    answer: z.object({ destinationsCatalog: z.array(DestinationMetadata), pagination: PaginationShape }),
    run: async (call) => {
      const { items, pagination } = listed(call, "destinations");
      return { destinationsCatalog: items, pagination };
    },
  }),
  route("GET", "/catalog/warehouses", {
    operation: "getWarehousesCatalog",
    tag,
    summary: "Types of warehouses",
    paged: true,
    answer: z.object({ warehousesCatalog: z.array(WarehouseMetadata), pagination: PaginationShape }),
    run: async (call) => {
      const { items, pagination } = listed(call, "warehouses");
      return { warehousesCatalog: items, pagination };
    },
  }),
  route("GET", "/catalog/sources/{sourceMetadataId}", {
    operation: "getSourceMetadata",
    tag,
    summary: "A type of source",
    answer: z.object({ sourceMetadata: SourceMetadata }),
    run: async ({ ctx, params }) => ({ sourceMetadata: await entryOf(ctx, "sources", params("sourceMetadataId")) }),
  }),
  route("GET", "/catalog/destinations/{destinationMetadataId}", {
    operation: "getDestinationMetadata",
    tag,
    summary: "A type of destination",
    answer: z.object({ destinationMetadata: DestinationMetadata }),
    run: async ({ ctx, params }) => ({
      destinationMetadata: await entryOf(ctx, "destinations", params("destinationMetadataId")),
    }),
  }),
  route("GET", "/catalog/warehouses/{warehouseMetadataId}", {
    operation: "getWarehouseMetadata",
    tag,
    summary: "A type of warehouse",
    answer: z.object({ warehouseMetadata: WarehouseMetadata }),
    run: async ({ ctx, params }) => ({
      warehouseMetadata: await entryOf(ctx, "warehouses", params("warehouseMetadataId")),
    }),
  }),
];
