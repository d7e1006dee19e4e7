import { buildDestination, buildSource, buildWarehouse } from "./build-entry";
import { destinationFacts, destinationRows, readDestinationDetail, sourceRows, warehouseRows } from "./data-files";
import {
  catalogKindOfFunction,
  type FunctionResource,
  functionAsCatalogEntry,
  functionMetadataId,
} from "./function-as-catalog-entry";
import { rememberRecent } from "./remember-recent";
import type { CatalogEntry, CatalogKind, DestinationEntry, SourceEntry, WarehouseEntry } from "./types";
import { unknownEntry } from "./unknown-entry";

/** The largest destinations take about 1 MB in memory each, so only recently used ones are kept. */
const destinations = rememberRecent(24, (id: string): DestinationEntry | null => {
  const row = destinationRows().get(id);
  return row ? buildDestination(row, destinationFacts().get(id) ?? { id }, readDestinationDetail(id)) : null;
});

export function findSourceEntry(id: string): SourceEntry | null {
  const row = sourceRows().get(id);
  return row ? buildSource(row) : null;
}

export function findWarehouseEntry(id: string): WarehouseEntry | null {
  const row = warehouseRows().get(id);
  return row ? buildWarehouse(row) : null;
}

/** With options, actions and presets; retired entries are found too. */
export const findDestinationEntry = (id: string): DestinationEntry | null => destinations(id);

/** The shipped entry of an id; null for functions and for ids that nothing is known about. */
export function findCatalogEntry(kind: CatalogKind, id: string): CatalogEntry | null {
  switch (kind) {
    case "sources":
      return findSourceEntry(id);
    case "warehouses":
      return findWarehouseEntry(id);
    case "destinations":
      return findDestinationEntry(id);
  }
}

/** What an id of a stored resource means: a shipped entry, else a function of the workspace, else an unknown entry. */
export function resolveCatalogEntry(
  kind: CatalogKind,
  id: string,
  functions: readonly FunctionResource[] = [],
): CatalogEntry {
  const shipped = findCatalogEntry(kind, id);
  if (shipped) return shipped;
  const own = functions.find((fn) => functionMetadataId(fn.id) === id && catalogKindOfFunction(fn.state) === kind);
  return (own && functionAsCatalogEntry(own)) ?? unknownEntry(kind, id);
}
