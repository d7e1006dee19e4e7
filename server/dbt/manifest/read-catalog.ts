import { ManifestError } from "@/server/dbt/manifest/read-manifest";
import { isMap, mapOf, own, type PlainMap, textOf } from "@/server/dbt/plain";
import { parseJsonPlain } from "@/server/dbt/plain-json";

/** Real columns of relations by unique id, as `dbt docs generate` wrote them into `catalog.json`. */
export function readCatalog(text: string): Map<string, { name: string; dataType: string | null }[]> {
  const catalog = parse(text);
  const out = new Map<string, { name: string; dataType: string | null }[]>();
  for (const section of ["nodes", "sources"]) {
    const entries = mapOf(own(catalog, section));
    for (const id of Object.keys(entries)) out.set(id, columnsOf(mapOf(own(mapOf(own(entries, id)), "columns"))));
  }
  return out;
}

function parse(text: string): PlainMap {
  try {
    const value = parseJsonPlain(text);
    if (isMap(value) && isMap(own(value, "nodes"))) return value;
  } catch {
    throw new ManifestError("the catalog is not valid JSON");
  }
  throw new ManifestError("this is no dbt catalog: it has no nodes");
}

function columnsOf(columns: PlainMap): { name: string; dataType: string | null }[] {
  return Object.keys(columns)
    .map((key) => mapOf(own(columns, key)))
    .sort((a, b) => Number(own(a, "index") ?? 0) - Number(own(b, "index") ?? 0))
    .map((column) => ({ name: textOf(own(column, "name")) ?? "", dataType: textOf(own(column, "type")) }));
}
