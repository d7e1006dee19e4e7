import { BUILTINS } from "@/server/dbt/jinja/builtins";
import { LimitError } from "@/server/dbt/jinja/errors";
import { type Runtime, Undefined, type Value } from "@/server/dbt/jinja/values";

/** Where names come from that the template did not set itself. */
export interface Scope {
  lookup(name: string): Value | undefined;
  /** The value of a name that nobody knows; without it that is a plain `Undefined`. */
  unknown?(name: string): Value;
}

/** One level of variables. `for`, `with`, macros and block sets open a level; `if` does not. */
export class Frame {
  private readonly variables = new Map<string, Value>();

  constructor(
    readonly scope: Scope,
    readonly runtime: Runtime,
    private readonly parent: Frame | null = null,
  ) {}

  child(): Frame {
    return new Frame(this.scope, this.runtime, this);
  }

  set(name: string, value: Value): void {
    this.variables.set(name, value);
  }

  has(name: string): boolean {
    return this.variables.has(name);
  }

  get(name: string): Value {
    for (let frame: Frame | null = this; frame; frame = frame.parent) {
      const value = frame.variables.get(name);
      if (value !== undefined) return value;
    }
    const value = this.scope.lookup(name) ?? BUILTINS.get(name);
    return value ?? this.scope.unknown?.(name) ?? new Undefined(name);
  }
}

/** Collects a render's text and keeps it within the budget. */
export class Output {
  private readonly parts: string[] = [];
  private length = 0;

  constructor(private readonly limit: number) {}

  write(text: string): void {
    this.length += text.length;
    if (this.length > this.limit) throw new LimitError(`the template wrote more than ${this.limit} characters`);
    this.parts.push(text);
  }

  toString(): string {
    return this.parts.join("");
  }
}
