import { type SearchParams, valuesOf } from "@/app/_ui/url-state";
import { isKindName } from "@/server/core/kinds/table";
import type { KindName } from "@/server/core/kinds/types";
import type { ListResources } from "@/server/domain/resources/schema";

export type ListQuery = Omit<ListResources, "limit">;

/** What the address of a list says, in the shape that the API takes. Values that make no sense are left out. */
export function listQuery(kind: KindName, params: SearchParams): ListQuery {
  const all = (key: string) => plainValues(params, key);
  const one = (key: string) => all(key)[0] ?? "";
  const [usesKind = "", usesId = ""] = splitOnce(one("uses"));
  const states = all("state").filter((value) => value === "enabled" || value === "disabled");
  const state = states.length === 1 ? (states[0] ?? "all") : "all";
  const dir = one("dir");
  return {
    kind,
    query: one("q").slice(0, 200),
    state,
    labels: all("label").slice(0, 50),
    catalogIds: all("type").slice(0, 100),
    ...(isKindName(usesKind) && usesId ? { usesKind, usesId } : {}),
    sort: one("sort") === "updated" ? "updated" : "title",
    ...(dir === "asc" || dir === "desc" ? { direction: dir } : {}),
    ...(one("before") ? { before: one("before") } : one("after") ? { after: one("after") } : {}),
  };
}

/** Values of one key without what no name, id or label can hold, so that a mangled address still shows a list. */
export const plainValues = (params: SearchParams, key: string): string[] =>
  valuesOf(params, key).filter((value) => value.length <= 1000 && /^\P{Cc}*$/u.test(value));

/** `source/abc` → ["source", "abc"]; the rest may hold anything. */
function splitOnce(text: string): readonly string[] {
  const at = text.indexOf("/");
  return at < 0 ? [] : [text.slice(0, at), text.slice(at + 1)];
}

/** True when a search or filter narrows the list. */
export const isNarrowed = (query: ListQuery): boolean =>
  query.query !== "" ||
  query.state !== "all" ||
  query.labels.length > 0 ||
  query.catalogIds.length > 0 ||
  query.usesId !== undefined;

/** The order in force, with the default of each column. */
export const directionOf = (query: ListQuery): "asc" | "desc" =>
  query.direction ?? (query.sort === "title" ? "asc" : "desc");
