import type { JsonValue } from "@/server/hcl/schema";
import { resolveCatalogEntry } from "./find-catalog-entry";
import type { FunctionResource } from "./function-as-catalog-entry";
import { looksSecret } from "./setting-rules";
import type { CatalogEntry, CatalogKind } from "./types";

type Settings = { readonly [name: string]: JsonValue };

/** Names of an entry's settings that the catalog, or the function's definition, says are secret. */
export const secretOptions = (entry: CatalogEntry): string[] =>
  Object.entries(entry.settingFacts).flatMap(([name, fact]) => (fact.secret ? [name] : []));

/**
 * Names of the top-level settings that are secret for a type; sorted. Settings that the type's options do not
 * name, and all settings of an unknown type, are judged by their name when they are given in `stored`.
 */
export function secretSettings(
  kind: CatalogKind,
  metadataId: string,
  stored: Settings = {},
  functions: readonly FunctionResource[] = [],
): string[] {
  const entry = resolveCatalogEntry(kind, metadataId, functions);
  const guessed = Object.keys(stored).filter((name) => !Object.hasOwn(entry.settingFacts, name) && looksSecret(name));
  return [...secretOptions(entry), ...guessed].sort();
}

/** Whether one setting of a type is secret; same rules as `secretSettings`. */
export function isSecret(entry: CatalogEntry, name: string): boolean {
  return Object.hasOwn(entry.settingFacts, name) ? entry.settingFacts[name]?.secret === true : looksSecret(name);
}
