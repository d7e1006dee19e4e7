import { NO_CACHE } from "@/server/dbt/cache";
import type { LoadContext } from "@/server/dbt/context/load-context";
import type { ResourceType } from "@/server/dbt/node";
import { isMap, listOf, mapOf, mapsOf, merged, own, type Plain, type PlainMap, put, textOf } from "@/server/dbt/plain";
import type { Problem } from "@/server/dbt/problems";
import {
  type ColumnReading,
  readColumns,
  readConstraints,
  readTests,
  versionColumns,
} from "@/server/dbt/project/columns";
import type { Docs } from "@/server/dbt/project/docs";
import type { NodePatch } from "@/server/dbt/project/draft";
import { type PackedEntry, packEntry, unpackEntry } from "@/server/dbt/project/pack-entries";
import { keptValues, type PropertiesFile, sectionEntries } from "@/server/dbt/project/properties";
import { versionFacts } from "@/server/dbt/versions";

/** What a properties file says of one node, or of the versions of one model. */
export type PreparedEntry =
  | { kind: "node"; type: ResourceType; name: string; patch: NodePatch }
  | { kind: "versions"; name: string; latest: string | number | null; versions: PreparedVersion[] };

export interface PreparedVersion {
  id: string | number;
  definedIn: string | null;
  patch: NodePatch;
}

/** What the cache keeps of a file. */
interface Kept {
  entries: PackedEntry[];
  problems: Problem[];
}

const SECTIONS: readonly [string, ResourceType][] = [
  ["models", "model"],
  ["seeds", "seed"],
  ["snapshots", "snapshot"],
];
/** Properties that count as config when written at the top of an entry. */
const MOVED = ["meta", "docs", "group", "contract", "access"];

/**
 * The entries of a file, rendered and read, from the cache when neither the file nor anything it can see has changed.
 * `contextKey` stands for everything outside the file.
 */
export function preparedEntries(
  context: LoadContext,
  docs: Docs,
  file: PropertiesFile,
  contextKey: string,
): PreparedEntry[] {
  const key = `properties:${contextKey}:${file.entry.path}:${file.entry.blobId}`;
  const cached = context.cache.get(key) as Kept | undefined;
  if (cached) {
    for (const problem of cached.problems)
      context.problems.add(problem.severity, problem.code, problem.message, problem);
    return cached.entries.map(unpackEntry);
  }
  const before = context.problems.items.length;
  const entries = [...prepare(context, docs, file)];
  const problems = context.problems.items.slice(before);
  if (context.cache !== NO_CACHE) context.cache.set(key, { entries: entries.map(packEntry), problems } satisfies Kept);
  return entries;
}

interface EntryReading extends ColumnReading {
  timeSpines: boolean;
}

function* prepare(context: LoadContext, docs: Docs, file: PropertiesFile): Generator<PreparedEntry> {
  const { timeSpines } = versionFacts(context.settings.dbtVersion);
  const reading = { ...docs.reading(file.project, file.entry.path), keep: keptValues(context, file), timeSpines };
  for (const [section, type] of SECTIONS)
    for (const entry of sectionEntries(context, file, section)) {
      const name = textOf(own(entry, "name"));
      if (name === null) continue;
      const versions = type === "model" ? mapsOf(own(entry, "versions")) : [];
      if (versions.length) yield prepareVersions(reading, file, name, entry, versions);
      else yield { kind: "node", type, name, patch: patchOf(reading, file, entry, null) };
    }
}

function prepareVersions(
  reading: EntryReading,
  file: PropertiesFile,
  name: string,
  entry: PlainMap,
  versions: PlainMap[],
): PreparedEntry {
  const prepared = versions.flatMap((version) => {
    const id = versionId(own(version, "v"));
    const definedIn = textOf(own(version, "defined_in"));
    return id === null ? [] : [{ id, definedIn, patch: patchOf(reading, file, entry, version) }];
  });
  const latest = versionId(own(entry, "latest_version")) ?? latestOf(prepared.map(({ id }) => id));
  return { kind: "versions", name, latest, versions: prepared };
}

function patchOf(reading: EntryReading, file: PropertiesFile, entry: PlainMap, version: PlainMap | null): NodePatch {
  const pick = (key: string): Plain | undefined => (version && own(version, key)) ?? own(entry, key);
  const hasOwnTests = version && (own(version, "tests") ?? own(version, "data_tests"));
  return {
    path: `${file.project.name}://${file.originalFilePath}`,
    file: file.entry.path,
    config: version ? deepMerge(patchConfig(entry), mapOf(own(version, "config"))) : patchConfig(entry),
    description: reading.describe(pick("description")),
    docBlocks: reading.docBlocks(pick("description")),
    columns: version ? versionColumns(entry, version, reading) : readColumns(entry, reading),
    tests: readTests(hasOwnTests ? version : entry),
    constraints: readConstraints(pick("constraints")),
    deprecationDate: deprecationDate(pick("deprecation_date")),
    timeSpine: reading.timeSpines ? timeSpine(own(entry, "time_spine")) : null,
  };
}

function patchConfig(entry: PlainMap): PlainMap {
  const config = merged(mapOf(own(entry, "config")));
  for (const key of MOVED) {
    const value = own(entry, key);
    const isGiven = value !== undefined && (value !== null || key === "group");
    if (isGiven && own(config, key) === undefined) config[key] = value;
  }
  return config;
}

/** A version's config over its model's: maps take on keys, and what a version lists comes before what the model lists. */
function deepMerge(base: PlainMap, layer: PlainMap): PlainMap {
  const out = merged(base);
  for (const key of Object.keys(layer)) {
    const [before, value] = [own(out, key), own(layer, key) ?? null];
    if (Array.isArray(value)) put(out, key, [...value, ...listOf(before)]);
    else put(out, key, isMap(before) && isMap(value) ? deepMerge(before, value) : value);
  }
  return out;
}

export function versionId(value: Plain | undefined): string | number | null {
  if (typeof value === "number" || typeof value === "string") return value;
  return textOf(value) ?? (value && typeof value === "object" && "value" in value ? Number(value.value) : null);
}

/** The greatest: as numbers when all are, else as text. */
function latestOf(ids: (string | number)[]): string | number | null {
  const allNumbers = ids.every((id) => Number.isFinite(Number(id)) && String(id).trim() !== "");
  const order = (a: string | number, b: string | number) =>
    allNumbers ? Number(a) - Number(b) : String(a) < String(b) ? -1 : 1;
  return [...ids].sort(order).at(-1) ?? null;
}

function timeSpine(value: Plain | undefined): PlainMap | null {
  if (!isMap(value)) return null;
  const custom = mapsOf(own(value, "custom_granularities")).map((each) => ({
    name: own(each, "name") ?? null,
    column_name: own(each, "column_name") ?? null,
  }));
  return {
    standard_granularity_column: own(value, "standard_granularity_column") ?? null,
    custom_granularities: custom,
  };
}

/** A date as dbt's manifest writes it, with a time and a zone. */
function deprecationDate(value: Plain | undefined): string | null {
  const text = textOf(value);
  if (text === null) return null;
  const parts = /^(\d{4}-\d{2}-\d{2})(?:[ T](\d{2}:\d{2}:\d{2}))?$/.exec(text);
  return parts ? `${parts[1]}T${parts[2] ?? "00:00:00"}+00:00` : text;
}
