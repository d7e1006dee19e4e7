import type { Opaque } from "@/server/dbt/context/opaque";
import { str } from "@/server/dbt/jinja/text";
import { Callable, HostObject, orElse, type Value } from "@/server/dbt/jinja/values";

/** What the objects below ask of the scope they show. */
export interface ScopeView {
  lookup(name: string): Value | undefined;
  macroOf(packageName: string, name: string): Value | undefined;
  shim(namespace: string, name: string): Value | undefined;
  columnShim(namespace: string, name: string): Value | undefined;
  unknown(name: string): Opaque;
}

/** A package's macros by name: `dbt_utils.star`. */
export class MacroNamespace extends HostObject {
  readonly typeName = "MacroNamespace";
  constructor(
    private readonly packageName: string,
    private readonly scope: ScopeView,
  ) {
    super();
  }
  override attribute(name: string): Value | undefined {
    const macro =
      this.scope.columnShim(this.packageName, name) ??
      this.scope.macroOf(this.packageName, name) ??
      this.scope.shim(this.packageName, name);
    return macro ?? this.scope.unknown(this.packageName).member(name);
  }
}

/** `context`: the scope itself, read by name. */
export class ContextObject extends HostObject {
  readonly typeName = "dict";
  constructor(private readonly scope: ScopeView) {
    super();
  }
  override get isMapping(): boolean {
    return true;
  }
  override item(key: Value): Value | undefined {
    return this.scope.lookup(str(key));
  }
  override attribute(name: string): Value | undefined {
    if (name !== "get") return this.scope.lookup(name);
    return new Callable("get", (args) =>
      orElse(this.scope.lookup(str(args.positional[0] ?? "")), args.get(1, "default", null)),
    );
  }
}
