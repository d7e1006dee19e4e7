import { dbtName } from "@/server/dbt/context/dbt-names";
import type { LoadContext } from "@/server/dbt/context/load-context";
import type { NodePhase } from "@/server/dbt/context/node-phase";
import { Opaque } from "@/server/dbt/context/opaque";
import { Relation } from "@/server/dbt/context/relation";
import { MacroNamespace } from "@/server/dbt/context/scope-objects";
import { getAttribute } from "@/server/dbt/jinja/access";
import { fromPlain } from "@/server/dbt/jinja/convert";
import type { Scope } from "@/server/dbt/jinja/frame";
import { Template } from "@/server/dbt/jinja/template";
import { str } from "@/server/dbt/jinja/text";
import { Args, Callable, type Runtime, type Value } from "@/server/dbt/jinja/values";
import type { Builtin } from "@/server/dbt/macros/builtin";
import { BUILTIN_MACROS } from "@/server/dbt/macros/builtins";
import { COLUMN_SHIMS } from "@/server/dbt/macros/dbt-utils-columns";
import { PACKAGE_SHIMS } from "@/server/dbt/macros/package-shims";
import type { ProjectDefinition } from "@/server/dbt/project/definition";
import { hasJinja } from "@/server/dbt/render-native";

/**
 * The names a node's template sees. Macros of the node's package come first, then those of the root project: they
 * shadow dbt's own names, whose originals stay reachable through `builtins`.
 */
export class NodeScope implements Scope {
  /** Names of macros that were called but are not known. */
  readonly unknownMacros = new Set<string>();
  private readonly values = new Map<string, Value>();

  constructor(
    readonly context: LoadContext,
    readonly project: ProjectDefinition,
    readonly phase: NodePhase,
  ) {}

  lookup(name: string): Value | undefined {
    const known = this.values.get(name);
    if (known !== undefined) return known;
    const value =
      this.visibleMacro(name) ??
      dbtName(name, this) ??
      this.context.base.get(name) ??
      this.namespace(name) ??
      this.builtin(name);
    if (value !== undefined) this.values.set(name, value);
    return value;
  }

  unknown(name: string): Opaque {
    const isOfPackage = this.context.missingPackages.has(name) || name.startsWith("adapter.dispatch");
    return new Opaque(name, (called) => this.unknownMacros.add(called), isOfPackage);
  }

  /** A macro of one package; `dbt` holds the built-in ones. */
  macroOf(packageName: string, name: string): Value | undefined {
    const macro = this.context.macros.find(packageName, name);
    if (macro) return macro.bind(null, this);
    return packageName === "dbt" ? this.builtin(name) : undefined;
  }

  findDispatched(name: string, namespace: string | string[] | null): Value | undefined {
    const { adapter } = this.context;
    const packages = Array.isArray(namespace) ? namespace : this.searchOrder(namespace);
    for (const packageName of packages ?? [null])
      for (const prefix of [...adapter.macroPrefixes, "default"]) {
        const found = this.inPackage(packageName, `${prefix}__${name}`);
        if (found) return found;
      }
    return packages === null || packages.includes("dbt") ? this.plainBuiltin(name) : this.shim(namespace, name);
  }

  private inPackage(packageName: string | null, name: string): Value | undefined {
    if (packageName === null) return this.visibleMacro(name);
    return this.context.macros.find(packageName, name)?.bind(null, this);
  }

  /** `null` when the namespace is no installed package: then the plain lookup decides. */
  private searchOrder(namespace: string | null): string[] | null {
    if (namespace === null) return null;
    const { root, macros } = this.context;
    const configured = root.dispatch.find((entry) => entry.namespace === namespace);
    if (configured) return configured.searchOrder;
    return namespace === "dbt" || macros.hasPackage(namespace) ? [root.name, namespace] : null;
  }

  private visibleMacro(name: string): Value | undefined {
    const { macros, root } = this.context;
    const macro = macros.find(this.project.name, name) ?? macros.find(root.name, name);
    return macro?.bind(null, this);
  }

  private namespace(name: string): Value | undefined {
    if (name === "dbt" || this.context.macros.hasPackage(name)) return new MacroNamespace(name, this);
    return PACKAGE_SHIMS.has(name) && this.context.missingPackages.size ? new MacroNamespace(name, this) : undefined;
  }

  /** A built-in macro; called, it gives way to the project's own `default__…` or `<adapter>__…` version of it. */
  builtin(name: string): Value | undefined {
    const plainName = name.replace(/^[a-z]+__/, "");
    if (plainName !== name) return this.plainBuiltin(plainName);
    if (!BUILTIN_MACROS.has(name)) return undefined;
    return new Callable(name, (args, runtime) => {
      const override = this.findDispatched(name, "dbt");
      return override ? runtime.call(override, args) : null;
    });
  }

  private plainBuiltin(name: string): Value | undefined {
    const builtin = BUILTIN_MACROS.get(name);
    return builtin && this.callable(name, builtin);
  }

  /** A package macro that we serve ourselves while its package is not installed. */
  shim(namespace: string | string[] | null, name: string): Value | undefined {
    const shims = typeof namespace === "string" ? PACKAGE_SHIMS.get(namespace) : undefined;
    if (!shims || typeof namespace !== "string" || this.context.macros.hasPackage(namespace)) return undefined;
    const shim = shims.get(name);
    if (shim) return this.callable(name, shim);
    // dbt_utils gave many of its macros to dbt itself.
    return namespace === "dbt_utils" ? this.builtin(name) : undefined;
  }

  /** Where the columns of other relations decide, ours goes before the package's own, which would ask a warehouse. */
  columnShim(namespace: string, name: string): Value | undefined {
    if (namespace !== "dbt_utils" || !this.phase.columnsOf) return undefined;
    const shim = COLUMN_SHIMS.get(name);
    return shim && this.callable(name, shim);
  }

  private callable(name: string, builtin: Builtin): Callable {
    return new Callable(name, (args, runtime) => builtin(args, this.kit(runtime)));
  }

  private kit(runtime: Runtime): Parameters<Builtin>[1] {
    return {
      adapter: this.context.adapter,
      settings: this.context.settings,
      compiles: this.phase.columnsOf !== undefined,
      columns: (relation) => (relation instanceof Relation ? (this.phase.columnsOf?.(relation) ?? null) : null),
      noteUnknown: (macro) => {
        if (this.phase.columnsOf) this.unknownMacros.add(macro);
      },
      call: (name, ...args) => str(runtime.call(this.builtin(name) ?? null, new Args(args))),
      attribute: (value, name) => getAttribute(value, name),
      variable: (name) => this.variable(name) ?? null,
    };
  }

  /** Texts of vars may hold Jinja of their own, which packages use to name their sources. */
  variable(name: string): Value | undefined {
    const value = this.context.findVar(this.project, name);
    if (value === undefined) return undefined;
    return typeof value === "string" && hasJinja(value) ? this.renderText(value) : fromPlain(value);
  }

  renderText(text: string): Value {
    return Template.parse(text).render(this.context.interpreter, this);
  }
}
