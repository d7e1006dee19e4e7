import type { LoadContext } from "@/server/dbt/context/load-context";
import type { ResourceType } from "@/server/dbt/node";
import type { Docs } from "@/server/dbt/project/docs";
import type { NodeDraft, NodePatch } from "@/server/dbt/project/draft";
import { type PreparedEntry, type PreparedVersion, preparedEntries } from "@/server/dbt/project/prepare-patches";
import type { PropertiesFile } from "@/server/dbt/project/properties";

/** Lays properties over drafts: descriptions, columns, config, versions. */
export class Patcher {
  private readonly byName = new Map<string, NodeDraft[]>();
  private readonly contextKey: string;

  constructor(
    private readonly context: LoadContext,
    private readonly docs: Docs,
    drafts: readonly NodeDraft[],
    private readonly isEnabled: (draft: NodeDraft) => boolean,
    parseKey: string,
  ) {
    this.contextKey = `${parseKey}:${docs.fingerprint}`;
    for (const draft of drafts) {
      const key = `${draft.type} ${draft.name}`;
      const same = this.byName.get(key);
      if (same) same.push(draft);
      else this.byName.set(key, [draft]);
    }
  }

  apply(file: PropertiesFile): void {
    for (const entry of preparedEntries(this.context, this.docs, file, this.contextKey)) {
      if (entry.kind === "versions") this.applyVersions(file, entry);
      else this.applyEntry(file, entry.type, entry.name, entry.patch);
    }
  }

  private applyEntry(file: PropertiesFile, type: ResourceType, name: string, patch: NodePatch): void {
    const drafts = this.targets(type, name, file);
    if (!drafts.length) {
      const what = `a properties entry names the ${type} '${name}', which does not exist`;
      this.context.problems.warn("patch-without-node", what, { file: file.entry.path });
    }
    for (const draft of drafts) this.set(draft, patch);
  }

  /** An enabled node of the same package, else of any; else the disabled ones. */
  private targets(type: ResourceType, name: string, file: PropertiesFile): NodeDraft[] {
    const named = this.byName.get(`${type} ${name}`) ?? [];
    const enabled = named.filter((draft) => this.isEnabled(draft));
    const own = enabled.find((draft) => draft.project === file.project) ?? enabled[0];
    return own ? [own] : named.filter((draft) => draft.project === file.project);
  }

  private set(draft: NodeDraft, patch: NodePatch): void {
    if (draft.patch) {
      const message = `'${draft.name}' has properties in ${draft.patch.file} and in ${patch.file}`;
      this.context.problems.error("duplicate-patch", message, { file: patch.file, uniqueId: draft.uniqueId });
      return;
    }
    draft.patch = patch;
  }

  private applyVersions(file: PropertiesFile, entry: Extract<PreparedEntry, { kind: "versions" }>): void {
    const found = entry.versions.map((version) => {
      const isLatest = String(version.id) === String(entry.latest);
      return { version, draft: this.versionDraft(file, entry.name, version, isLatest) };
    });
    for (const { version, draft } of found) {
      if (!draft) continue;
      draft.fqn = [...draft.fqn.slice(0, -1), entry.name, `v${version.id}`];
      draft.name = entry.name;
      draft.uniqueId = `model.${draft.project.name}.${entry.name}.v${version.id}`;
      draft.version = version.id;
      draft.latestVersion = entry.latest;
      this.set(draft, version.patch);
    }
  }

  private versionDraft(
    file: PropertiesFile,
    name: string,
    version: PreparedVersion,
    isLatest: boolean,
  ): NodeDraft | null {
    const names = [
      version.definedIn ?? `${name}_v${version.id}`,
      ...(isLatest && version.definedIn === null ? [name] : []),
    ];
    for (const candidate of names) {
      const [draft] = this.targets("model", candidate.replace(/\.(?:sql|py)$/, ""), file);
      if (draft) return draft;
    }
    const message = `version ${version.id} of the model '${name}' has no file: looked for ${names.join(" and ")}`;
    this.context.problems.warn("version-without-node", message, { file: file.entry.path });
    return null;
  }
}
