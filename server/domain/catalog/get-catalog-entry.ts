import { DomainError } from "@/server/core/errors";
import { findCatalogEntry } from "./find-catalog-entry";
import type { CatalogEntry, CatalogKind } from "./types";
import { kindWords } from "./unknown-entry";

/** The shipped entry of an id; a DomainError `not-found` when there is none. */
export function getCatalogEntry(kind: CatalogKind, id: string): CatalogEntry {
  const entry = findCatalogEntry(kind, id);
  if (entry) return entry;
  throw new DomainError("not-found", `The catalog has no ${kindWords[kind]} type “${id}”.`, {
    next: "Search the catalog for what you need.",
  });
}
