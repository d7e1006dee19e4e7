import { text } from "@/server/core/kinds/values";
import { destinationRows, sourceRows, warehouseRows } from "./data-files";
import { catalogKindOfFunction, type FunctionResource, functionMetadataId } from "./function-as-catalog-entry";
import { logosOf } from "./logos";
import type { CatalogKind } from "./types";

/** What a list shows of a catalog entry. */
export interface EntryName {
  readonly id: string;
  readonly name: string;
  /** Initials on a colour, as a `data:` address. */
  readonly logo: string;
  readonly known: boolean;
}

const rows = { sources: sourceRows, destinations: destinationRows, warehouses: warehouseRows };

/** Names of entries without loading their settings and actions. Unknown ids keep their id as name. */
export function nameEntries(
  kind: CatalogKind,
  ids: readonly string[],
  functions: readonly FunctionResource[] = [],
): EntryName[] {
  const own = new Map(
    functions
      .filter((fn) => catalogKindOfFunction(fn.state) === kind)
      .map((fn) => [functionMetadataId(fn.id), text(fn.state.display_name)]),
  );
  return [...new Set(ids)].map((id) => {
    const name = rows[kind]().get(id)?.name ?? own.get(id);
    return { id, name: name || id, logo: logosOf(name || "?").default, known: name !== undefined };
  });
}

/** True when every id is one of the shipped catalog, so that the workspace's functions need not be asked. */
export const allShipped = (kind: CatalogKind, ids: readonly string[]) => ids.every((id) => rows[kind]().has(id));
