import type { Ctx } from "@/server/core/ctx";
import { findCatalogEntry, resolveCatalogEntry } from "@/server/domain/catalog/find-catalog-entry";
import type { FunctionResource } from "@/server/domain/catalog/function-as-catalog-entry";
import type { CatalogKind } from "@/server/domain/catalog/types";
import { findFunctionTypes } from "@/server/domain/resources/list-functions";
import { RawJson } from "./json";
import { presentEntry } from "./present-catalog";

/** The largest entries are a megabyte; together the kept texts stay below this many characters. */
const mostCharacters = 48 * 1024 * 1024;
const texts = new Map<string, RawJson>();
let characters = 0;

/** Shipped entries never change while the product runs, so each is encoded once. */
export function shippedMetadata(kind: CatalogKind, id: string): RawJson | null {
  const key = `${kind} ${id}`;
  const known = texts.get(key);
  if (known) return known;
  const entry = findCatalogEntry(kind, id);
  if (!entry) return null;
  const made = new RawJson(JSON.stringify(presentEntry(entry)));
  if (characters + made.text.length > mostCharacters) {
    texts.clear();
    characters = 0;
  }
  texts.set(key, made);
  characters += made.text.length;
  return made;
}

/** Metadata of the catalog ids of some resources: shipped ones, the workspace's functions, and ids that nobody knows. */
export async function metadataFor(
  ctx: Ctx,
  kind: CatalogKind,
  ids: readonly string[],
): Promise<(id: string) => RawJson> {
  const others = [...new Set(ids)].filter((id) => shippedMetadata(kind, id) === null);
  const functions: FunctionResource[] = others.length > 0 ? await findFunctionTypes(ctx, kind, others) : [];
  return (id) =>
    shippedMetadata(kind, id) ?? new RawJson(JSON.stringify(presentEntry(resolveCatalogEntry(kind, id, functions))));
}
