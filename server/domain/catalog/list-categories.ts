import { shippedCandidates } from "./candidates";
import type { CatalogKind } from "./types";

/** Categories of what is offered of a kind, with their number of entries, most frequent first. */
export function listCategories(kind: CatalogKind): { readonly name: string; readonly count: number }[] {
  const counts = new Map<string, number>();
  for (const { item } of shippedCandidates(kind)) {
    if (!item.offered) continue;
    for (const category of item.categories) counts.set(category, (counts.get(category) ?? 0) + 1);
  }
  return [...counts]
    .map(([name, count]) => ({ name, count }))
    .sort((a, b) => b.count - a.count || (a.name < b.name ? -1 : 1));
}
