import { formatCount, formatNumber } from "@/app/_ui/format";
import type { ImportCounts } from "@/server/domain/import/types";

/** Names and list pages of kinds, by kind. */
export type KindWords = { readonly [kind: string]: { readonly name: string; readonly route: string } };

/** "3 to create, 1 to change, 12 unchanged": what is none is left out. */
export function planWords({ create, update, unchanged, delete: removed }: ImportCounts): string {
  const parts = [
    [create, "to create"],
    [update, "to change"],
    [removed, "to delete"],
    [unchanged, "unchanged"],
  ] as const;
  const said = parts.filter(([count]) => count > 0).map(([count, words]) => `${formatNumber(count)} ${words}`);
  return said.length > 0 ? said.join(", ") : "Nothing to import";
}

/** What was done, in the same way. */
export function doneWords({ create, update, unchanged, delete: removed }: ImportCounts): string {
  const parts = [
    [create, "created"],
    [update, "changed"],
    [removed, "deleted"],
    [unchanged, "unchanged"],
  ] as const;
  return parts
    .filter(([count]) => count > 0)
    .map(([count, words]) => `${formatNumber(count)} ${words}`)
    .join(", ");
}

/** Why a plan cannot be applied; null when it can. */
export function obstacle(counts: ImportCounts): string | null {
  if (counts.errors > 0) {
    const these = formatCount(counts.errors, "error");
    return `${these} ${counts.errors === 1 ? "stands" : "stand"} against it: nothing is imported before that is mended in the repository.`;
  }
  if (counts.create + counts.update + counts.delete === 0)
    return "The workspace is as the tree says: there is nothing to do.";
  return null;
}

/** The page of a resource. */
export const resourceLink = (workspace: string, kinds: KindWords, kind: string, id: string) =>
  `/${encodeURIComponent(workspace)}/${kinds[kind]?.route ?? ""}/${encodeURIComponent(id)}`;
