import { isMap, mapOf, own, type Plain, type PlainMap, textOf } from "@/server/dbt/plain";

/** How old a source's rows may be, in the shape of dbt's manifest. */
export type Freshness = { warn_after: Limit | null; error_after: Limit | null; filter: Plain };
type Limit = { count: Plain; period: Plain };

const NO_LIMIT: Limit = { count: null, period: null };

/** `null` written out switches it off; what is not written is a limit without figures. */
export function readFreshness(value: Plain | undefined): Freshness | null {
  if (value === null) return null;
  const map = mapOf(value);
  return {
    warn_after: readLimit(own(map, "warn_after")),
    error_after: readLimit(own(map, "error_after")),
    filter: own(map, "filter") ?? null,
  };
}

function readLimit(value: Plain | undefined): Limit | null {
  if (value === null) return null;
  return isMap(value) ? { count: own(value, "count") ?? null, period: own(value, "period") ?? null } : NO_LIMIT;
}

const isSet = (limit: Limit | null) => limit !== null && limit.count !== null && limit.period !== null;

/** Whether it names any limit. */
export const hasLimit = ({ warn_after, error_after }: Freshness) => isSet(warn_after) || isSet(error_after);

/** Later ones win field by field, as dbt lays them over each other; after one that switches off, only a limit counts. */
export function mergedFreshness(layers: readonly (Freshness | null)[]): Freshness | null {
  const [first = null, ...rest] = layers;
  return rest.reduce<Freshness | null>((before, update) => {
    if (update === null) return null;
    if (before === null) return hasLimit(update) ? update : null;
    return {
      warn_after: mergedLimit(before.warn_after, update.warn_after),
      error_after: mergedLimit(before.error_after, update.error_after),
      filter: update.filter ?? before.filter,
    };
  }, first);
}

function mergedLimit(before: Limit | null, update: Limit | null): Limit | null {
  if (update === null) return null;
  if (!isSet(before) || !isSet(update)) return isSet(update) || before === null ? update : before;
  return update;
}

/** The column, or the query, that tells how new the rows are. A table that names a column hides its source's query. */
export function loadedAt(source: PlainMap, table: PlainMap, inConfig: boolean): [field: Plain, query: Plain] {
  const of = (map: PlainMap, key: string) =>
    textOf(own(map, key)) ?? (inConfig ? textOf(own(mapOf(own(map, "config")), key)) : null);
  const isOwn = own(table, "loaded_at_field") !== undefined || of(table, "loaded_at_field") !== null;
  const field = of(table, "loaded_at_field") ?? (isOwn ? null : of(source, "loaded_at_field"));
  const query = of(table, "loaded_at_query") ?? (isOwn ? null : of(source, "loaded_at_query"));
  return [field, query];
}
