import type { LoadContext } from "@/server/dbt/context/load-context";
import type { ResourceType } from "@/server/dbt/node";
import { isMap, mapOf, mapsOf, merged, own, type Plain, type PlainMap, put, textOf } from "@/server/dbt/plain";
import { readColumns, readConstraints, readTests, versionColumns } from "@/server/dbt/project/columns";
import type { Docs } from "@/server/dbt/project/docs";
import type { NodeDraft, NodePatch } from "@/server/dbt/project/draft";
import { type PropertiesFile, sectionEntries } from "@/server/dbt/project/properties";

const SECTIONS: readonly [string, ResourceType][] = [
  ["models", "model"],
  ["seeds", "seed"],
  ["snapshots", "snapshot"],
];
/** Properties that count as config when written at the top of an entry. */
const MOVED = ["meta", "docs", "group", "contract", "access"];

/** Lays properties over drafts: descriptions, columns, config, versions. */
export class Patcher {
  private readonly byName = new Map<string, NodeDraft[]>();

  constructor(
    private readonly context: LoadContext,
    private readonly docs: Docs,
    drafts: readonly NodeDraft[],
    private readonly isEnabled: (draft: NodeDraft) => boolean,
  ) {
    for (const draft of drafts) {
      const key = `${draft.type} ${draft.name}`;
      this.byName.set(key, [...(this.byName.get(key) ?? []), draft]);
    }
  }

  apply(file: PropertiesFile): void {
    for (const [section, type] of SECTIONS)
      for (const entry of sectionEntries(this.context, file, section)) {
        const name = textOf(own(entry, "name"));
        if (name === null) continue;
        const versions = type === "model" ? mapsOf(own(entry, "versions")) : [];
        if (versions.length) this.applyVersions(file, name, entry, versions);
        else this.applyEntry(file, type, name, entry);
      }
  }

  private applyEntry(file: PropertiesFile, type: ResourceType, name: string, entry: PlainMap): void {
    const drafts = this.targets(type, name, file);
    if (!drafts.length) {
      const what = `a properties entry names the ${type} '${name}', which does not exist`;
      this.context.problems.warn("patch-without-node", what, { file: file.entry.path });
    }
    for (const draft of drafts) this.set(draft, file, entry, null);
  }

  /** An enabled node of the same package, else of any; else the disabled ones. */
  private targets(type: ResourceType, name: string, file: PropertiesFile): NodeDraft[] {
    const named = this.byName.get(`${type} ${name}`) ?? [];
    const enabled = named.filter((draft) => this.isEnabled(draft));
    const own = enabled.find((draft) => draft.project === file.project) ?? enabled[0];
    return own ? [own] : named.filter((draft) => draft.project === file.project);
  }

  private set(draft: NodeDraft, file: PropertiesFile, entry: PlainMap, version: PlainMap | null): void {
    if (draft.patch) {
      const message = `'${draft.name}' has properties in ${draft.patch.file} and in ${file.entry.path}`;
      this.context.problems.error("duplicate-patch", message, { file: file.entry.path, uniqueId: draft.uniqueId });
      return;
    }
    draft.patch = this.patchOf(file, entry, version);
  }

  private patchOf(file: PropertiesFile, entry: PlainMap, version: PlainMap | null): NodePatch {
    const describe = (text: unknown) => this.docs.render(text, file.project, file.entry.path);
    const pick = (key: string): Plain | undefined => (version && own(version, key)) ?? own(entry, key);
    return {
      path: `${file.project.name}://${file.originalFilePath}`,
      file: file.entry.path,
      config: version ? deepMerge(patchConfig(entry), patchConfig(version)) : patchConfig(entry),
      description: describe(pick("description")),
      columns: version ? versionColumns(entry, version, describe) : readColumns(entry, describe),
      tests: version && (own(version, "tests") ?? own(version, "data_tests")) ? readTests(version) : readTests(entry),
      constraints: readConstraints(pick("constraints")),
      deprecationDate: deprecationDate(pick("deprecation_date")),
    };
  }

  private applyVersions(file: PropertiesFile, name: string, entry: PlainMap, versions: PlainMap[]): void {
    const ids = versions.map((version) => versionId(own(version, "v"))).filter((id) => id !== null);
    const latest = versionId(own(entry, "latest_version")) ?? latestOf(ids);
    for (const version of versions) {
      const id = versionId(own(version, "v"));
      if (id === null) continue;
      const draft = this.versionDraft(file, name, version, id, id === latest);
      if (draft) this.makeVersion(draft, name, id, latest, file, entry, version);
    }
  }

  private versionDraft(
    file: PropertiesFile,
    name: string,
    version: PlainMap,
    id: string | number,
    isLatest: boolean,
  ): NodeDraft | null {
    const given = textOf(own(version, "defined_in"));
    const names = [given ?? `${name}_v${id}`, ...(isLatest && given === null ? [name] : [])];
    for (const candidate of names) {
      const [draft] = this.targets("model", candidate.replace(/\.(?:sql|py)$/, ""), file);
      if (draft) return draft;
    }
    const message = `version ${id} of the model '${name}' has no file: looked for ${names.join(" and ")}`;
    this.context.problems.warn("version-without-node", message, { file: file.entry.path });
    return null;
  }

  private makeVersion(
    draft: NodeDraft,
    name: string,
    id: string | number,
    latest: string | number | null,
    file: PropertiesFile,
    entry: PlainMap,
    version: PlainMap,
  ): void {
    draft.fqn = [...draft.fqn.slice(0, -1), name, `v${id}`];
    draft.name = name;
    draft.uniqueId = `model.${draft.project.name}.${name}.v${id}`;
    draft.version = id;
    draft.latestVersion = latest;
    this.set(draft, file, entry, version);
  }
}

function patchConfig(entry: PlainMap): PlainMap {
  const config = merged(mapOf(own(entry, "config")));
  for (const key of MOVED) {
    const value = own(entry, key);
    if (value !== undefined && value !== null && own(config, key) === undefined) config[key] = value;
  }
  return config;
}

function deepMerge(base: PlainMap, layer: PlainMap): PlainMap {
  const out = merged(base);
  for (const key of Object.keys(layer)) {
    const [before, value] = [own(out, key), own(layer, key) ?? null];
    put(out, key, isMap(before) && isMap(value) ? deepMerge(before, value) : value);
  }
  return out;
}

function versionId(value: Plain | undefined): string | number | null {
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

/** A date as dbt's manifest writes it, with a time and a zone. */
function deprecationDate(value: Plain | undefined): string | null {
  const text = textOf(value);
  if (text === null) return null;
  return /^\d{4}-\d{2}-\d{2}$/.test(text) ? `${text}T00:00:00+00:00` : text;
}
