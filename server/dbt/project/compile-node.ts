import type { RelationParts } from "@/server/dbt/adapters";
import type { ColumnNames } from "@/server/dbt/columns/types";
import { NodeObject } from "@/server/dbt/context/node-object";
import type { NodePhase } from "@/server/dbt/context/node-phase";
import { NodeScope } from "@/server/dbt/context/node-scope";
import type { Relation } from "@/server/dbt/context/relation";
import { JinjaError } from "@/server/dbt/jinja/errors";
import { Template } from "@/server/dbt/jinja/template";
import type { Args, HostObject, Value } from "@/server/dbt/jinja/values";
import type { LoadedProject } from "@/server/dbt/load";
import type { DbtNode, Ref, SourceRef } from "@/server/dbt/node";
import { own } from "@/server/dbt/plain";
import { injectCtes } from "@/server/dbt/project/inject-ctes";
import { problemOf } from "@/server/dbt/project/parse-node";
import { ConfigObject, refOf, sourceOf } from "@/server/dbt/project/parse-phase";
import { refText } from "@/server/dbt/project/resolve";

export type Compiled =
  | { ok: true; sql: string; unknownMacros: string[] }
  | { ok: false; message: string; line: number | null };

/** Something that a template looked up while it was compiled. */
export type Asked = { ref: Ref } | { source: SourceRef } | { columns: RelationParts };

/**
 * A node's SQL as `dbt compile` writes it without a warehouse, with its ephemeral parents injected. `onAsked` hears of what
 * the node itself looked up, not its ephemeral parents.
 */
export function compileNode(project: LoadedProject, node: DbtNode, onAsked?: (asked: Asked) => void): Compiled {
  if (node.language === "python") return { ok: false, message: "Python models have no SQL", line: null };
  try {
    const compilation = new Compilation(project, (asker, asked) => asker === node && onAsked?.(asked));
    const sql = compilation.whole(node);
    return { ok: true, sql, unknownMacros: [...compilation.unknownMacros] };
  } catch (error) {
    const { message, line } = problemOf(error, "render-failed");
    return { ok: false, message, line };
  }
}

class Compilation {
  readonly unknownMacros = new Set<string>();
  /** Finished CTEs of ephemeral parents, parents of parents first. */
  private readonly ctes = new Map<string, string>();
  private readonly open = new Set<string>();

  constructor(
    private readonly project: LoadedProject,
    private readonly onAsked: (asker: DbtNode, asked: Asked) => void,
  ) {}

  whole(node: DbtNode): string {
    return injectCtes(this.body(node), [...this.ctes.values()]);
  }

  private body(node: DbtNode): string {
    if (this.open.has(node.uniqueId)) throw new JinjaError(`${node.uniqueId} depends on itself`);
    this.open.add(node.uniqueId);
    const { context } = this.project;
    const definition = context.projects.get(node.packageName) ?? context.root;
    const phase = new CompilePhase(this.project, node, (asked) => this.onAsked(node, asked));
    const scope = new NodeScope(context, definition, phase);
    const sql = Template.parse(node.rawCode).render(context.interpreter, scope);
    for (const name of scope.unknownMacros) this.unknownMacros.add(name);
    for (const parent of phase.ephemeralParents) this.addCte(parent);
    this.open.delete(node.uniqueId);
    return sql;
  }

  private addCte(parent: DbtNode): void {
    if (this.ctes.has(parent.uniqueId)) return;
    const sql = this.body(parent);
    this.ctes.set(parent.uniqueId, ` ${cteName(parent)} as (\n${sql}\n)`);
  }
}

export function cteName(node: DbtNode): string {
  return `__dbt__cte__${node.version === null ? node.name : node.alias}`;
}

/** The compile phase: references give relations, ephemeral ones the name of their CTE. */
class CompilePhase implements NodePhase {
  readonly node: HostObject;
  readonly config: HostObject;
  readonly schema: string;
  readonly database: string;
  readonly ephemeralParents: DbtNode[] = [];

  constructor(
    private readonly project: LoadedProject,
    private readonly target: DbtNode,
    private readonly onAsked: (asked: Asked) => void,
  ) {
    this.node = new NodeObject(target);
    this.config = new ConfigObject({ call: () => undefined, get: (key) => own(target.config, key) });
    this.schema = target.schema;
    this.database = target.database ?? project.context.settings.database;
  }

  ref(args: Args): Value {
    const ref = refOf(args);
    this.onAsked({ ref });
    const found = this.project.index.find(ref, this.target.packageName);
    if (!found) throw new JinjaError(`${refText(ref)} names nothing in the project`);
    if (found.resourceType === "model" && found.materialized === "ephemeral") return this.ephemeral(found);
    return relationOf(this.project, found);
  }

  source(args: Args): Value {
    const [source, name] = sourceOf(args);
    this.onAsked({ source: [source, name] });
    const table = this.project.sources.find(source, name, this.target.packageName);
    if (!table) throw new JinjaError(`the source ${source}.${name} is not declared`);
    const { database, schema, identifier } = table;
    return this.project.context.sourceRelation({ database, schema, identifier }, table.quoting);
  }

  columnsOf({ parts }: Relation): ColumnNames | null {
    this.onAsked({ columns: parts });
    return this.project.context.relationColumns(parts);
  }

  thisRelation(): Relation {
    return relationOf(this.project, this.target);
  }

  missingVar(name: string): Value {
    throw new JinjaError(`Required var '${name}' not found in config`);
  }

  private ephemeral(node: DbtNode): Relation {
    if (!this.ephemeralParents.includes(node)) this.ephemeralParents.push(node);
    const cte = cteName(node);
    return this.project.context.relation({ database: null, schema: null, identifier: cte }, undefined, { cte });
  }
}

export function relationOf(project: LoadedProject, node: DbtNode): Relation {
  const parts = { database: node.database, schema: node.schema, identifier: node.alias };
  return project.context.relation(parts);
}
