import { emptyMap, mapOf, merged, own, type Plain, type PlainMap, put, textsOf } from "@/server/dbt/plain";
import {
  type Freshness,
  hasLimit,
  loadedAt,
  mergedFreshness,
  readFreshness,
} from "@/server/dbt/project/source-freshness";

/** What a dbt version keeps in a source's config besides `enabled`: nothing, its freshness, or all that can be said of it. */
export type SourceConfigFields = "none" | "freshness" | "all";

export interface SourceLayers {
  /** From `dbt_project.yml` of its own project, and of the root project when that is another one. */
  below: readonly PlainMap[];
  above: readonly PlainMap[];
  /** The source and the table as they are written. */
  source: PlainMap;
  table: PlainMap;
}

export interface SourceFacts {
  config: PlainMap;
  freshness: Freshness | null;
  loadedAtField: Plain;
  loadedAtQuery: Plain;
}

/** A source table's config and how it is known how new it is, by the rules of the dbt version. */
export function sourceFacts(fields: SourceConfigFields, layers: SourceLayers): SourceFacts {
  const { below, above, source, table } = layers;
  const [loadedAtField, loadedAtQuery] = loadedAt(source, table, fields === "all");
  const inFiles = merged(mapOf(own(source, "config")), mapOf(own(table, "config")));
  if (fields === "none") {
    const freshness = mergedFreshness([source, table].map((map) => readFreshness(own(map, "freshness"))));
    return { config: merged({ enabled: true }, ...below, inFiles, ...above), freshness, loadedAtField, loadedAtQuery };
  }
  const { freshness: _, ...rest } = inFiles;
  const given = merged(rest, freshnessLayer(layers));
  if (fields === "all")
    Object.assign(given, { loaded_at_field: loadedAtField, loaded_at_query: loadedAtQuery }, labels(layers));
  const layOver = fields === "all" ? layWithMeta : replaced;
  const config = [...below, given, ...above].reduce((before, layer) => layOver(before, layer), defaults(fields));
  const freshness = readFreshness(own(config, "freshness"));
  put(config, "freshness", freshness);
  if (fields !== "all") return { config, freshness, loadedAtField, loadedAtQuery };
  const of = (key: string) => own(config, key) ?? null;
  return { config, freshness, loadedAtField: of("loaded_at_field"), loadedAtQuery: of("loaded_at_query") };
}

function defaults(fields: SourceConfigFields): PlainMap {
  const some = { enabled: true, event_time: null, freshness: emptyMap() };
  return fields === "all"
    ? { ...some, loaded_at_field: null, loaded_at_query: null, meta: emptyMap(), tags: [] }
    : some;
}

const replaced = (before: PlainMap, layer: PlainMap) => merged(before, layer);

/** A map of `meta` takes on keys; everything else is replaced, tags too. */
function layWithMeta(before: PlainMap, layer: PlainMap): PlainMap {
  return merged(before, layer, { meta: merged(mapOf(own(before, "meta")), mapOf(own(layer, "meta"))) });
}

const written = ({ source, table }: SourceLayers): PlainMap[] =>
  [source, table].flatMap((map) => [map, mapOf(own(map, "config"))]);

/** The freshness of the properties file. Without any limit there it leaves what the project says. */
function freshnessLayer(layers: SourceLayers): PlainMap {
  const freshness = mergedFreshness(written(layers).map((map) => readFreshness(own(map, "freshness"))));
  return freshness === null || hasLimit(freshness) ? { freshness } : {};
}

/** Of the source, then of the table. They hide the project's tags even when there are none. */
function labels(layers: SourceLayers): PlainMap {
  const maps = written(layers);
  const tags = new Set(maps.flatMap((map) => textsOf(own(map, "tags"))));
  return { meta: merged(...maps.map((map) => mapOf(own(map, "meta")))), tags: [...tags].sort() };
}
