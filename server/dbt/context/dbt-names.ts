import { AdapterObject, apiModule, exceptionsModule, type MacroFinder } from "@/server/dbt/context/adapter-object";
import type { LoadContext } from "@/server/dbt/context/load-context";
import type { NodePhase } from "@/server/dbt/context/node-phase";
import { ContextObject, type ScopeView } from "@/server/dbt/context/scope-objects";
import { expectText } from "@/server/dbt/jinja/compare";
import { Args, Callable, Dict, Module, type Value } from "@/server/dbt/jinja/values";

/** What dbt's own names are made of. */
export interface NameSource extends ScopeView, Pick<MacroFinder, "findDispatched"> {
  readonly context: LoadContext;
  readonly phase: NodePhase;
  variable(name: string): Value | undefined;
  renderText(text: string): Value;
}

/** dbt's own names in a node's template, those that differ from node to node. */
export function dbtName(name: string, source: NameSource): Value | undefined {
  const { phase, context } = source;
  switch (name) {
    case "ref":
      return new Callable("ref", (args) => phase.ref(args));
    case "source":
      return new Callable("source", (args) => phase.source(args));
    case "config":
      return phase.config;
    case "var":
      return varFunction(source);
    case "this":
      return phase.thisRelation();
    case "model":
    case "node":
      return phase.node;
    case "schema":
      return phase.schema;
    case "database":
      return phase.database;
    case "project_name":
      return context.root.name;
    case "execute":
      return false;
    case "adapter":
      return new AdapterObject(context, source);
    case "api":
      return apiModule(context);
    case "exceptions":
      return exceptionsModule();
    default:
      return rareName(name, source);
  }
}

function rareName(name: string, source: NameSource): Value | undefined {
  switch (name) {
    case "builtins":
      return namesTo(["ref", "source", "config", "var"], (key) => dbtName(key, source) ?? null);
    case "context":
      return new ContextObject(source);
    case "graph":
      return namesTo(["nodes", "sources", "metrics", "groups", "exposures"], () => new Dict());
    case "column":
      return apiModule(source.context).attribute("Column");
    case "selected_resources":
    case "pre_hooks":
    case "post_hooks":
      return [];
    case "env":
      return new Dict();
    case "load_result":
    case "load_agate_table":
    case "defer_relation":
      return new Callable(name, () => null);
    case "store_result":
    case "store_raw_result":
    case "write":
      return new Callable(name, () => "");
    case "render":
      return new Callable(name, (args) => source.renderText(expectText(args.positional[0])));
    case "try_or_compiler_error":
      return new Callable(name, (args, runtime) =>
        runtime.call(args.positional[1] ?? null, new Args(args.positional.slice(2), args.named)),
      );
    default:
      return undefined;
  }
}

function namesTo(names: readonly string[], value: (name: string) => Value): Dict {
  return Dict.fromRecord(Object.fromEntries(names.map((name) => [name, value(name)])));
}

function varFunction(source: NameSource): Value {
  const read = (args: Args): Value => {
    const name = expectText(args.get(0, "name", null));
    const value = source.variable(name);
    if (value !== undefined) return value;
    const fallback = args.find(1, "default");
    return fallback === undefined ? source.phase.missingVar(name) : fallback;
  };
  const has = new Callable("has_var", (args) => source.variable(expectText(args.positional[0])) !== undefined);
  return Module.of("var", { has_var: has }, read);
}
