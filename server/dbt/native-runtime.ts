import { str } from "@/server/dbt/jinja/text";
import { type Filter, HostObject, type Runtime, type Value } from "@/server/dbt/jinja/values";

/**
 * What dbt's `as_bool`, `as_number` and `as_native` give where values keep their kind: a text that is read as a literal
 * once it is the whole result. Until then it is a text, so that even `false | as_bool` counts as true.
 */
export class MarkedText extends HostObject {
  readonly typeName = "str";

  constructor(readonly marked: Value) {
    super();
  }

  override text(): string {
    return str(this.marked);
  }
  override get isTruthy(): boolean {
    return this.text() !== "";
  }
  override equals(other: Value): boolean {
    return str(other) === this.text() && (typeof other === "string" || other instanceof MarkedText);
  }
}

const mark: Filter = (value) => (value instanceof MarkedText ? value : new MarkedText(value));
const MARKING = new Set(["as_bool", "as_number", "as_native"]);

/** A runtime whose `as_…` filters mark their values. */
export function nativeRuntime(runtime: Runtime): Runtime {
  return {
    budget: runtime.budget,
    filter: (name) => (MARKING.has(name) ? mark : runtime.filter(name)),
    test: (name) => runtime.test(name),
    getAttribute: (value, name) => runtime.getAttribute(value, name),
    getItem: (value, key) => runtime.getItem(value, key),
    call: (callee, args) => runtime.call(callee, args),
  };
}
