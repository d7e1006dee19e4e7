import { describeEntry, isOffered } from "./build-entry";
import { destinationRows, sourceRows, warehouseRows } from "./data-files";
import { type FunctionResource, functionAsCatalogEntry } from "./function-as-catalog-entry";
import { logosOf } from "./logos";
import { type Searchable, searchable } from "./rank";
import type { CatalogItem, CatalogKind, CatalogStatus } from "./types";

/** An entry as search sees it. */
export interface Candidate {
  readonly item: CatalogItem;
  readonly search: Searchable;
  /** Number of actions: those that mappings can use come before older namesakes. */
  readonly actions: number;
}

interface Row {
  readonly id: string;
  readonly name: string;
  readonly slug: string;
  readonly status: CatalogStatus;
  readonly categories?: readonly string[];
  readonly aliases?: readonly string[];
  readonly staging?: true;
  readonly cloud?: true;
  readonly reverseEtl?: true;
  readonly actions?: number;
}

function candidate(kind: CatalogKind, row: Row): Candidate {
  const categories = row.categories ?? [];
  const note = describeEntry(kind, row.name, row);
  return {
    item: {
      kind,
      id: row.id,
      name: row.name,
      slug: row.slug,
      categories,
      status: row.status,
      offered: isOffered(row),
      logos: logosOf(row.name),
      note,
    },
    search: searchable({ id: row.id, name: row.name, others: [row.slug, ...(row.aliases ?? [])], categories }),
    actions: row.actions ?? 0,
  };
}

const kept = new Map<CatalogKind, readonly Candidate[]>();

/** What the catalog ships of a kind, made once. */
export function shippedCandidates(kind: CatalogKind): readonly Candidate[] {
  const tables = { sources: sourceRows, destinations: destinationRows, warehouses: warehouseRows };
  const found = kept.get(kind) ?? [...tables[kind]().values()].map((row) => candidate(kind, row));
  kept.set(kind, found);
  return found;
}

export function functionCandidates(kind: CatalogKind, functions: readonly FunctionResource[]): Candidate[] {
  return functions.flatMap((resource) => {
    const entry = functionAsCatalogEntry(resource);
    if (entry?.kind !== kind) return [];
    const { id, name, slug, categories, status, logos, description } = entry.metadata;
    const item = { kind, id, name, slug, categories, status, offered: true, logos, note: description };
    return [{ item, search: searchable({ id, name, others: [slug], categories }), actions: 0 }];
  });
}
