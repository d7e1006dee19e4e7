import { callValue, getAttribute, getItem } from "@/server/dbt/jinja/access";
import type { Expression, Statement } from "@/server/dbt/jinja/ast";
import { Budget, type Limits } from "@/server/dbt/jinja/budget";
import { type CompiledMacro, compileBody, compileMacroStatement } from "@/server/dbt/jinja/compile";
import { compileExpression } from "@/server/dbt/jinja/compile-expression";
import { JinjaError, LimitError, ReturnSignal } from "@/server/dbt/jinja/errors";
import { SCALAR_FILTERS } from "@/server/dbt/jinja/filters";
import { Frame, Output, type Scope } from "@/server/dbt/jinja/frame";
import { parseTemplate } from "@/server/dbt/jinja/parse";
import { SEQUENCE_FILTERS } from "@/server/dbt/jinja/sequence-filters";
import { TESTS } from "@/server/dbt/jinja/tests";
import type { Args, Filter, Runtime, Test, Value } from "@/server/dbt/jinja/values";

/** Runs templates under one budget, which each outermost render starts anew. */
export class Interpreter implements Runtime {
  readonly budget: Budget;
  private active = 0;

  constructor(limits?: Limits) {
    this.budget = new Budget(limits);
  }

  filter(name: string): Filter {
    const filter = SCALAR_FILTERS.get(name) ?? SEQUENCE_FILTERS.get(name);
    if (!filter) throw new JinjaError(`No filter named '${name}'.`);
    return filter;
  }

  test(name: string): Test {
    const test = TESTS.get(name);
    if (!test) throw new JinjaError(`No test named '${name}'.`);
    return test;
  }

  getAttribute(value: Value, name: string): Value {
    return getAttribute(value, name);
  }

  getItem(value: Value, key: Value): Value {
    return getItem(value, key);
  }

  call(callee: Value, args: Args): Value {
    return this.run(() => callValue(callee, args, this));
  }

  /** Runs `action` within the budget. JS stack or memory faults become `LimitError`s like any other overrun. */
  run<T>(action: () => T): T {
    if (this.active === 0) this.budget.reset();
    this.active++;
    const { depth } = this.budget;
    try {
      return action();
    } catch (error) {
      if (this.active === 1 && (error instanceof LimitError || error instanceof RangeError)) this.budget.tighten();
      if (error instanceof RangeError) throw new LimitError("the template nests too deep or builds too large a text");
      if (error instanceof ReturnSignal && this.active === 1) throw new JinjaError("return() outside a macro");
      throw error;
    } finally {
      this.active--;
      this.budget.depth = depth;
    }
  }
}

/** A parsed and compiled template: independent of any render, so it may be cached and used many times. */
export class Template {
  readonly macros: CompiledMacro[];
  private body: ReturnType<typeof compileBody> | undefined;

  private constructor(readonly statements: Statement[]) {
    this.macros = statements.filter((node) => node.kind === "macro").map(compileMacroStatement);
  }

  static parse(source: string): Template {
    return guarded(() => new Template(parseTemplate(source)));
  }

  /** `runtime` may give filters another meaning than the interpreter's. */
  render(interpreter: Interpreter, scope: Scope, runtime: Runtime = interpreter): string {
    this.body ??= guarded(() => compileBody(this.statements));
    const { body } = this;
    return interpreter.run(() => {
      const out = new Output(interpreter.budget.limits.textLength);
      body(new Frame(scope, runtime), out);
      return out.toString();
    });
  }
}

/** The value of one expression, as text rendering would compute it before printing. */
export function evaluate(
  node: Expression,
  interpreter: Interpreter,
  scope: Scope,
  runtime: Runtime = interpreter,
): Value {
  const compiled = guarded(() => compileExpression(node));
  return interpreter.run(() => compiled(new Frame(scope, runtime)));
}

function guarded<T>(action: () => T): T {
  try {
    return action();
  } catch (error) {
    if (error instanceof RangeError) throw new LimitError("the template nests too deep");
    throw error;
  }
}
