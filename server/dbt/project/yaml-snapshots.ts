import type { LoadContext } from "@/server/dbt/context/load-context";
import { foldersOf, stemOf } from "@/server/dbt/files";
import { mapsOf, own, textOf } from "@/server/dbt/plain";
import type { NodeDraft } from "@/server/dbt/project/draft";
import { parseSqlNode } from "@/server/dbt/project/parse-node";
import type { PropertiesFile } from "@/server/dbt/project/properties";
import { versionFacts } from "@/server/dbt/versions";

/** Snapshots that properties files declare alone, since dbt 1.9: they take every row of their `relation`. */
export function* yamlSnapshots(
  context: LoadContext,
  file: PropertiesFile,
  known: ReadonlySet<string>,
): Generator<NodeDraft> {
  if (!file.has("snapshots") || !versionFacts(context.settings.dbtVersion).yamlSnapshots) return;
  for (const entry of mapsOf(file.section("snapshots"))) {
    const [name, relation] = [textOf(own(entry, "name")), textOf(own(entry, "relation"))];
    if (name === null || relation === null) continue;
    const draft = snapshotDraft(context, file, name, relation);
    if (!known.has(draft.uniqueId)) yield draft;
  }
}

function snapshotDraft(context: LoadContext, file: PropertiesFile, name: string, relation: string): NodeDraft {
  const { project, entry, path, originalFilePath } = file;
  const fqn = [project.name, ...foldersOf(path), stemOf(path), name];
  const rawCode = `select * from {{ ${relation} }}`;
  const input = { type: "snapshot" as const, project, name, fqn, path, originalFilePath, entry, rawCode };
  const base = {
    language: "sql" as const,
    uniqueId: `snapshot.${project.name}.${name}`,
    version: null,
    latestVersion: null,
    patch: null,
  };
  return { ...input, ...base, parsed: parseSqlNode(context, input) };
}
