import { buildDestination, buildSource, buildWarehouse } from "./build-entry";
import type { CatalogEntry, CatalogKind } from "./types";

/** What a person calls an entry of a kind. */
export const kindWords: { readonly [K in CatalogKind]: string } = {
  sources: "source",
  destinations: "destination",
  warehouses: "warehouse",
};

/**
 * An entry for an id that nothing is known about: a deleted function, or a product newer than the catalog.
 * It has no options, so every stored setting shows as an extra one and is kept.
 */
export function unknownEntry(kind: CatalogKind, id: string): CatalogEntry {
  const base = { id, name: `Unknown ${kindWords[kind]} (${id})`, slug: id, categories: [], status: "HIDDEN" as const };
  const said = <E extends CatalogEntry>(entry: E) => ({
    ...entry,
    origin: "unknown" as const,
    metadata: {
      ...entry.metadata,
      description: "Nothing is known about this type. Its settings are kept as they are.",
    },
  });
  switch (kind) {
    case "sources":
      return said(buildSource(base));
    case "warehouses":
      return said(buildWarehouse(base));
    case "destinations":
      return said(buildDestination({ ...base, style: "actions" }, { id }, null));
  }
}
