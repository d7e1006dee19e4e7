import {
  type Adapter,
  adapterNamed,
  type QuotePolicy,
  quotePolicy,
  type RelationParts,
  relationText,
} from "@/server/dbt/adapters";
import type { LoadCache } from "@/server/dbt/cache";
import type { ColumnNames } from "@/server/dbt/columns/types";
import { baseNames } from "@/server/dbt/context/base-names";
import { Relation } from "@/server/dbt/context/relation";
import type { FileIndex } from "@/server/dbt/files";
import type { Limits } from "@/server/dbt/jinja/budget";
import { Interpreter } from "@/server/dbt/jinja/template";
import type { Value } from "@/server/dbt/jinja/values";
import { isMap, own, type Plain, type PlainMap } from "@/server/dbt/plain";
import { ProblemList } from "@/server/dbt/problems";
import type { ProjectDefinition } from "@/server/dbt/project/definition";
import { MacroIndex } from "@/server/dbt/project/macro-index";
import type { Recorded } from "@/server/dbt/project/parse-phase";
import type { LoadSettings } from "@/server/dbt/settings";
import { versionFacts } from "@/server/dbt/versions";

export interface LoadContextInput {
  files: FileIndex;
  settings: LoadSettings;
  cache: LoadCache;
  nowMs: number;
  limits?: Limits | undefined;
}

/** What all parts of one load share. */
export class LoadContext {
  readonly settings: LoadSettings;
  readonly files: FileIndex;
  readonly cache: LoadCache;
  readonly adapter: Adapter;
  readonly interpreter: Interpreter;
  readonly problems = new ProblemList();
  readonly macros: MacroIndex;
  readonly base: ReadonlyMap<string, Value>;
  /** The root project first, then installed packages, by name. */
  readonly projects = new Map<string, ProjectDefinition>();
  /** Namespaces of packages that are declared but not in the checkout. */
  readonly missingPackages = new Set<string>();
  readonly missingEnv = new Set<string>();
  /** Configs from project files by node, see `nodeConfig`. Never changed once set. */
  readonly packageConfigs = new Map<string, PlainMap>();
  /** A fingerprint of everything besides a node's own file that its parse phase can see, once that is known. */
  parseKey = "";
  /** What hooks refer to, by package and text. */
  readonly hookReferences = new Map<string, Recorded>();
  /** Columns of a relation, once something can work them out. */
  relationColumns: (parts: RelationParts) => ColumnNames | null = () => null;
  private rootProject: ProjectDefinition | undefined;

  constructor(input: LoadContextInput) {
    this.settings = input.settings;
    this.files = input.files;
    this.cache = input.cache;
    this.adapter = adapterNamed(input.settings.adapter);
    this.interpreter = new Interpreter(input.limits);
    this.macros = new MacroIndex(input.files, input.cache, this.problems);
    this.base = baseNames({
      settings: input.settings,
      nowMs: input.nowMs,
      onMissingEnv: (name) => this.missingEnv.add(name),
    });
  }

  get root(): ProjectDefinition {
    if (!this.rootProject) throw new Error("the root project is read before anything asks for it");
    return this.rootProject;
  }

  addProject(project: ProjectDefinition): void {
    if (project.isRoot) this.rootProject = project;
    this.projects.set(project.name, project);
  }

  /** Settings win, then the root project's vars for the package, its global ones, then the package's own. */
  findVar(project: ProjectDefinition, name: string): Plain | undefined {
    const given = own(this.settings.vars, name);
    if (given !== undefined) return given;
    const fromRoot = scopedVar(this.root.vars, project.name, name);
    if (fromRoot !== undefined || project.isRoot) return fromRoot;
    return scopedVar(project.vars, project.name, name);
  }

  get quotes(): QuotePolicy {
    return quotePolicy(this.adapter.quotes, this.root.quoting);
  }

  /** In dbt 1.7 sources go by the adapter's own quoting, not the project's. */
  sourceRelation(parts: RelationParts, quoting: PlainMap): Relation {
    const { sourcesTakeProjectQuoting } = versionFacts(this.settings.dbtVersion);
    const base = sourcesTakeProjectQuoting ? this.quotes : this.adapter.quotes;
    return new Relation(parts, { adapter: this.adapter, quotes: quotePolicy(base, quoting) });
  }

  relation(parts: RelationParts, quoting?: PlainMap, options: { cte?: string; type?: string } = {}): Relation {
    return new Relation(parts, { adapter: this.adapter, quotes: quotePolicy(this.quotes, quoting), ...options });
  }

  relationText(parts: RelationParts, quoting?: PlainMap): string {
    return relationText(parts, quotePolicy(this.quotes, quoting), this.adapter.quote);
  }
}

function scopedVar(vars: PlainMap, packageName: string, name: string): Plain | undefined {
  const scoped = own(vars, packageName);
  const inPackage = isMap(scoped) ? own(scoped, name) : undefined;
  return inPackage === undefined ? own(vars, name) : inPackage;
}
