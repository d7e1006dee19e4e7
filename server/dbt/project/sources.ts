import type { LoadContext } from "@/server/dbt/context/load-context";
import { foldersOf } from "@/server/dbt/files";
import type { SourceTable } from "@/server/dbt/node";
import { mapOf, mapsOf, merged, own, type PlainMap, textOf, textsOf } from "@/server/dbt/plain";
import { readColumns } from "@/server/dbt/project/columns";
import { treeLayers } from "@/server/dbt/project/config";
import type { DeclaredIn } from "@/server/dbt/project/data-tests";
import { sourceTests } from "@/server/dbt/project/declared-tests";
import type { Docs } from "@/server/dbt/project/docs";
import { keptValues, type PropertiesFile, sectionEntries } from "@/server/dbt/project/properties";
import { type SourceFacts, sourceFacts } from "@/server/dbt/project/source-config";
import { type VersionFacts, versionFacts } from "@/server/dbt/versions";

interface Declared {
  file: PropertiesFile;
  source: PlainMap;
}

/** Every table of every source, by `source.table`; the root project's win over those of packages. */
export class Sources {
  readonly tables: SourceTable[] = [];
  private readonly tested: { file: PropertiesFile; source: PlainMap; table: PlainMap }[] = [];
  private readonly byKey = new Map<string, SourceTable[]>();
  private readonly overrides = new Map<string, Declared>();

  constructor(
    private readonly context: LoadContext,
    private readonly docs: Docs,
    files: readonly PropertiesFile[],
  ) {
    const declared = files.flatMap((file) =>
      sectionEntries(context, file, "sources").map((source) => ({ file, source })),
    );
    for (const entry of declared) {
      const target = textOf(own(entry.source, "overrides"));
      if (target !== null) this.overrides.set(`${target}.${textOf(own(entry.source, "name"))}`, entry);
    }
    for (const entry of declared) if (own(entry.source, "overrides") == null) this.addSource(entry);
  }

  /** Tests of the tables that are enabled. */
  tests(): DeclaredIn[] {
    return this.tested.flatMap(({ file, source, table }) =>
      sourceTests(this.context, file, source, table).map((test) => ({ file, test })),
    );
  }

  find(source: string, table: string, packageName: string): SourceTable | undefined {
    const tables = (this.byKey.get(`${source}.${table}`) ?? []).filter(({ enabled }) => enabled);
    const inPackage = (name: string) => tables.find((candidate) => candidate.packageName === name);
    return inPackage(this.context.root.name) ?? inPackage(packageName) ?? tables[0];
  }

  private addSource({ file, source }: Declared): void {
    const name = textOf(own(source, "name"));
    if (name === null) return;
    const override = this.overrides.get(`${file.project.name}.${name}`);
    const effective = override ? merged(source, withoutKeys(override.source, ["overrides", "name", "tables"])) : source;
    const overridden = new Map(
      mapsOf(own(override?.source, "tables")).map((table) => [textOf(own(table, "name")), table]),
    );
    for (const table of mapsOf(own(source, "tables"))) {
      const tableName = textOf(own(table, "name"));
      if (tableName === null) continue;
      const written = merged(table, overridden.get(tableName));
      const made = this.table(file, name, effective, tableName, written);
      this.add(made);
      if (made.enabled) this.tested.push({ file, source: effective, table: written });
    }
  }

  private add(table: SourceTable): void {
    this.tables.push(table);
    const key = `${table.sourceName}.${table.name}`;
    this.byKey.set(key, [...(this.byKey.get(key) ?? []), table]);
  }

  private table(
    file: PropertiesFile,
    sourceName: string,
    source: PlainMap,
    name: string,
    table: PlainMap,
  ): SourceTable {
    const { context } = this;
    const { project } = file;
    const reading = { ...this.docs.reading(project, file.entry.path), keep: keptValues(context, file) };
    const { describe } = reading;
    const fqn = [project.name, ...foldersOf(file.path), sourceName, name];
    const facts = versionFacts(context.settings.dbtVersion);
    const known = this.facts(file, fqn, source, table);
    const { config } = known;
    const database =
      textOf(own(source, "database")) ?? textOf(own(source, aliasOf(context, "database"))) ?? context.settings.database;
    const schema = textOf(own(source, "schema")) ?? textOf(own(source, aliasOf(context, "schema"))) ?? sourceName;
    const identifier = textOf(own(table, "identifier")) ?? name;
    const quoting = merged(mapOf(own(source, "quoting")), mapOf(own(table, "quoting")));
    return {
      uniqueId: `source.${project.name}.${sourceName}.${name}`,
      sourceName,
      name,
      packageName: project.name,
      originalFilePath: file.originalFilePath,
      file: file.entry.path,
      fqn,
      database,
      schema,
      identifier,
      relationName: context.sourceRelation({ database, schema, identifier }, quoting).text(),
      quoting,
      description: describe(own(table, "description")),
      docBlocks: reading.docBlocks(own(table, "description")),
      sourceDescription: describe(own(source, "description")),
      columns: readColumns(table, reading),
      ...labels(known.config, source, table, facts),
      sourceMeta: merged(
        mapOf(own(source, "meta")),
        facts.sourceConfig === "all" ? mapOf(own(mapOf(own(source, "config")), "meta")) : {},
      ),
      loader: textOf(own(source, "loader")) ?? "",
      freshness: known.freshness,
      loadedAtField: known.loadedAtField,
      loadedAtQuery: known.loadedAtQuery,
      enabled: own(config, "enabled") !== false,
      config,
    };
  }

  private facts({ project }: PropertiesFile, fqn: string[], source: PlainMap, table: PlainMap): SourceFacts {
    const below = treeLayers(project.configs.sources, fqn);
    const above = project.isRoot ? [] : treeLayers(this.context.root.configs.sources, fqn);
    const { sourceConfig } = versionFacts(this.context.settings.dbtVersion);
    return sourceFacts(sourceConfig, { below, above, source, table });
  }
}

/** A table's own tags and meta: what its config says of them where the version keeps them there. */
function labels(config: PlainMap, source: PlainMap, table: PlainMap, facts: VersionFacts) {
  const [configTags, configMeta] = [textsOf(own(config, "tags")), mapOf(own(config, "meta"))];
  if (facts.sourceConfig === "all") return { tags: configTags, meta: configMeta };
  const tags = [...textsOf(own(source, "tags")), ...textsOf(own(table, "tags")), ...configTags];
  const sourceMeta = facts.tablesTakeSourceMeta ? mapOf(own(source, "meta")) : {};
  return { tags: [...new Set(tags)].sort(), meta: merged(sourceMeta, mapOf(own(table, "meta")), configMeta) };
}

function withoutKeys(map: PlainMap, keys: readonly string[]): PlainMap {
  return Object.fromEntries(Object.entries(map).filter(([key]) => !keys.includes(key)));
}

/** The adapter's own word for `database` or `schema`, such as BigQuery's `project`. */
function aliasOf(context: LoadContext, word: "database" | "schema"): string {
  const found = Object.entries(context.adapter.configAliases).find(([, target]) => target === word);
  return found?.[0] ?? word;
}
