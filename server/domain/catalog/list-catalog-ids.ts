import { destinationRows, sourceRows, warehouseRows } from "./data-files";
import type { CatalogKind } from "./types";

/** Ids of the shipped entries of a kind, in the catalog's order, retired ones too: things made from them are still there. */
export function listCatalogIds(kind: CatalogKind): string[] {
  switch (kind) {
    case "sources":
      return [...sourceRows().values()].filter((row) => row.staging !== true).map(({ id }) => id);
    case "destinations":
      return [...destinationRows().keys()];
    case "warehouses":
      return [...warehouseRows().keys()];
  }
}
