import { NO_CACHE } from "@/server/dbt/cache";
import type { LoadContext } from "@/server/dbt/context/load-context";
import type { ResourceType } from "@/server/dbt/node";
import { mapsOf, own, textOf } from "@/server/dbt/plain";
import { type DeclaredTest, declaredTests } from "@/server/dbt/project/declared-tests";
import { type PackedTest, packTest, unpackTest } from "@/server/dbt/project/pack-tests";
import { versionId } from "@/server/dbt/project/prepare-patches";
import { type PropertiesFile, sectionEntries } from "@/server/dbt/project/properties";

const SECTIONS: readonly [string, ResourceType][] = [
  ["models", "model"],
  ["seeds", "seed"],
  ["snapshots", "snapshot"],
];

/** The tests that a file declares on models, seeds and snapshots, from the cache when nothing it can see has changed. */
export function fileTests(context: LoadContext, file: PropertiesFile, contextKey: string): DeclaredTest[] {
  if (!SECTIONS.some(([section]) => file.has(section))) return [];
  const key = keyOf(file, contextKey);
  const cached = context.cache.get(key) as PackedTest[] | undefined;
  if (cached) return cached.map(unpackTest);
  const tests = SECTIONS.flatMap(([section, kind]) => [...sectionTests(context, file, section, kind)]);
  if (context.cache !== NO_CACHE) context.cache.set(key, tests.map(packTest));
  return tests;
}

const keyOf = ({ entry }: PropertiesFile, contextKey: string) => `tests:${contextKey}:${entry.path}:${entry.blobId}`;

/** Counts a file's tests as used without reading them; tells whether they are in the cache. */
export function keepFileTests(context: LoadContext, file: PropertiesFile, contextKey: string): boolean {
  return !SECTIONS.some(([section]) => file.has(section)) || context.cache.keep(keyOf(file, contextKey));
}

function* sectionTests(
  context: LoadContext,
  file: PropertiesFile,
  section: string,
  kind: ResourceType,
): Generator<DeclaredTest> {
  for (const entry of sectionEntries(context, file, section)) {
    const name = textOf(own(entry, "name"));
    if (name === null) continue;
    const versions = kind === "model" ? mapsOf(own(entry, "versions")) : [];
    for (const version of versions.length ? versions : [null]) {
      const target = { kind, name, version: version && versionId(own(version, "v")) };
      yield* declaredTests(context, file, target, entry, version);
    }
  }
}
