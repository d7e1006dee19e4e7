import { z } from "zod";
import { functionCandidates, shippedCandidates } from "./candidates";
import type { FunctionResource } from "./function-as-catalog-entry";
import { rank } from "./rank";
import type { CatalogItem, CatalogStatus } from "./types";

const statuses = [
  "PUBLIC",
  "PUBLIC_BETA",
  "PRIVATE_BETA",
  "DEPRECATED",
  "UNAVAILABLE",
  "HIDDEN",
  "UNLISTED",
  "REMOVED",
] as const satisfies readonly CatalogStatus[];

export const SearchCatalog = z.object({
  kind: z.enum(["sources", "destinations", "warehouses"]),
  query: z.string().max(200).default(""),
  category: z.string().max(100).optional(),
  /** Without it, what is offered for something new; with it, also retired and hidden entries. */
  status: z.array(z.enum(statuses)).max(statuses.length).optional(),
  cursor: z.string().max(40).optional(),
  limit: z.number().int().min(1).max(200).default(30),
});
export type SearchCatalog = z.infer<typeof SearchCatalog>;

export interface CatalogPage {
  readonly items: readonly CatalogItem[];
  readonly total: number;
  /** Null on the last page. */
  readonly next: string | null;
}

const statusOrder = new Map<CatalogStatus, number>(statuses.map((status, index) => [status, index]));

/** Position in a list, as the Public API spells it: base64 of a decimal number; anything else is the start. */
function offsetOf(cursor: string | undefined): number {
  const text = Buffer.from(cursor ?? "", "base64").toString("latin1");
  return /^\d{1,9}$/.test(text) ? Number(text) : 0;
}

const cursorOf = (offset: number) => Buffer.from(String(offset)).toString("base64");

/** Entries of one kind that answer a query, best first; the workspace's own functions among them. */
export function searchCatalog(input: SearchCatalog, functions: readonly FunctionResource[] = []): CatalogPage {
  const wanted = (item: CatalogItem) =>
    (input.status ? input.status.includes(item.status) : item.offered) &&
    (input.category === undefined || item.categories.includes(input.category));
  const found = [...functionCandidates(input.kind, functions), ...shippedCandidates(input.kind)]
    .filter(({ item }) => wanted(item))
    .flatMap(({ item, search, actions }) => {
      const score = rank(input.query, search);
      return score === null
        ? []
        : [{ item, score, classic: actions === 0 ? 1 : 0, order: statusOrder.get(item.status) ?? statuses.length }];
    })
    .sort(
      (a, b) =>
        a.score - b.score ||
        (input.query ? a.classic - b.classic : 0) ||
        a.order - b.order ||
        a.item.name.localeCompare(b.item.name, "en") ||
        (a.item.id < b.item.id ? -1 : 1),
    );
  const offset = offsetOf(input.cursor);
  const end = offset + input.limit;
  return {
    items: found.slice(offset, end).map(({ item }) => item),
    total: found.length,
    next: end < found.length ? cursorOf(end) : null,
  };
}
