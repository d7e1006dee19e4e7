import type { LoadContext } from "@/server/dbt/context/load-context";
import { type NodeFacts, NodeObject } from "@/server/dbt/context/node-object";
import type { NodePhase } from "@/server/dbt/context/node-phase";
import { NodeScope } from "@/server/dbt/context/node-scope";
import type { Relation } from "@/server/dbt/context/relation";
import { fromPlain } from "@/server/dbt/jinja/convert";
import { JinjaError } from "@/server/dbt/jinja/errors";
import { str } from "@/server/dbt/jinja/text";
import { Args, type HostObject, Undefined, type Value } from "@/server/dbt/jinja/values";
import { defaultAlias, defaultDatabase, defaultSchema } from "@/server/dbt/macros/default-names";
import type { DbtNode } from "@/server/dbt/node";
import { own, type Plain, type PlainMap, textOf } from "@/server/dbt/plain";
import type { ProjectDefinition } from "@/server/dbt/project/definition";
import { problemOf } from "@/server/dbt/project/parse-node";
import { ConfigObject } from "@/server/dbt/project/parse-phase";

export interface RelationNames {
  database: string | null;
  schema: string;
  alias: string;
  /** Why a naming macro gave no name. */
  problem: string | null;
}

/** What naming macros are told of what they name. */
export type Nameable = NodeFacts & Pick<DbtNode, "database" | "schema" | "alias" | "config">;

type Component = "database" | "schema" | "alias";

/** Runs the project's naming macros for one node, in dbt's order: database, schema, alias. `config` holds the custom names. */
export function relationNames(
  context: LoadContext,
  node: Nameable,
  config: PlainMap,
  project: ProjectDefinition,
): RelationNames {
  let scope: NodeScope | undefined;
  const names: RelationNames = { database: node.database, schema: node.schema, alias: node.alias, problem: null };
  for (const component of ["database", "schema", "alias"] as const) {
    const custom = own(config, component) ?? null;
    try {
      let name = defaultName(context, node, component, custom);
      if (name === null) {
        scope ??= new NodeScope(context, project, new NamingPhase(context, node));
        name = macroName(context, scope, component, custom, node);
      }
      if (component === "database") names.database = name;
      else names[component] = name ?? names[component];
    } catch (error) {
      names.problem ??= `generate_${component}_name: ${problemOf(error, "render-failed").message}`;
    }
  }
  return names;
}

/** What dbt's own macro gives, without running it for each node; null where a project has its own, or for odd values. */
function defaultName(context: LoadContext, node: Nameable, component: Component, custom: Plain): string | null {
  if (context.macros.overrides(`generate_${component}_name`)) return null;
  if (custom !== null && typeof custom !== "string") return null;
  if (component === "database") return defaultDatabase(context.settings, custom).trim();
  if (component === "schema") return defaultSchema(context.settings, custom).trim();
  return node.version == null ? defaultAlias(node.name, null, custom).trim() : null;
}

/** A package may bring a naming macro for its own nodes; otherwise the root project's counts, else dbt's own. */
function macroName(
  context: LoadContext,
  scope: NodeScope,
  component: Component,
  custom: Plain,
  node: Nameable,
): string | null {
  const name = `generate_${component}_name`;
  const owner = [scope.project, context.root].find((project) => context.macros.find(project.name, name));
  const macro = owner ? scope.macroOf(owner.name, name) : scope.builtin(name);
  const args = Args.of(fromPlain(custom), new NodeObject(node));
  const value = context.interpreter.call(macro ?? new Undefined(name), args);
  return value === null ? null : value instanceof Undefined ? "" : str(value).trim();
}

/** Naming macros may read anything of the node, but it refers to nothing yet. */
class NamingPhase implements NodePhase {
  readonly node: HostObject;
  readonly config: HostObject;
  readonly schema: string;
  readonly database: string;

  constructor(
    private readonly context: LoadContext,
    private readonly target: Nameable,
  ) {
    this.node = new NodeObject(target);
    this.config = new ConfigObject({ call: () => undefined, get: (key) => own(target.config, key) });
    this.schema = context.settings.schema;
    this.database = context.settings.database;
  }

  ref(): Value {
    throw new JinjaError("ref() cannot be used in a naming macro");
  }
  source(): Value {
    throw new JinjaError("source() cannot be used in a naming macro");
  }
  missingVar(): Value {
    return null;
  }
  thisRelation(): Relation {
    const { database, schema, alias } = this.target;
    return this.context.relation({ database, schema, identifier: alias });
  }
}

/** Snapshots may name their schema and database outright. */
export function snapshotNames(names: RelationNames, config: PlainMap): RelationNames {
  return {
    ...names,
    database: textOf(own(config, "target_database")) ?? names.database,
    schema: textOf(own(config, "target_schema")) ?? names.schema,
  };
}
