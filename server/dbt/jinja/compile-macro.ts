import { type Parameter, type Statement, walkExpressions } from "@/server/dbt/jinja/ast";
import { compileExpression } from "@/server/dbt/jinja/compile-expression";
import { JinjaError, ReturnSignal } from "@/server/dbt/jinja/errors";
import { Frame, Output, type Scope } from "@/server/dbt/jinja/frame";
import { type Args, Callable, Dict, type Runtime, Tuple, Undefined, type Value } from "@/server/dbt/jinja/values";

export type Run = (frame: Frame, out: Output) => void;

/** Makes the callable of a macro whose free names are looked up where it was defined. */
export type BindMacro = (closure: Frame | null, scope: Scope) => Callable;

interface MacroShape {
  name: string;
  parameters: Parameter[];
  body: Statement[];
}

export function compileMacro(shape: MacroShape, run: Run): BindMacro {
  const fill = compileParameters(shape);
  return (closure, scope) => {
    const callable = new Callable(shape.name, (args, runtime) => {
      const frame = closure ? closure.child() : new Frame(scope, runtime);
      fill(frame, args);
      return runMacro(shape.name, frame, run, runtime);
    });
    return callable;
  };
}

function runMacro(name: string, frame: Frame, run: Run, runtime: Runtime): Value {
  const out = new Output(runtime.budget.limits.textLength);
  runtime.budget.enter();
  try {
    run(frame, out);
    return out.toString();
  } catch (error) {
    if (error instanceof ReturnSignal) return error.value as Value;
    if (error instanceof JinjaError) {
      error.trace.push({ macro: name, line: error.line });
      error.line = undefined;
    }
    throw error;
  } finally {
    runtime.budget.leave();
  }
}

/** Binds arguments as jinja2 does: extra ones are errors unless the body speaks of `varargs` or `kwargs`. */
function compileParameters({ name, parameters, body }: MacroShape): (frame: Frame, args: Args) => void {
  const used = namesUsed(body, parameters);
  const fallbacks = parameters.map(({ fallback }) => (fallback ? compileExpression(fallback) : null));
  const known = new Set(parameters.map((parameter) => parameter.name));
  return (frame, args) => {
    parameters.forEach((parameter, i) => {
      const value = args.find(i, parameter.name);
      if (value !== undefined) frame.set(parameter.name, value);
    });
    bindExtras(name, frame, args, known, used);
    parameters.forEach((parameter, i) => {
      if (frame.has(parameter.name)) return;
      const fallback = fallbacks[i];
      const absent = () => new Undefined(parameter.name, `parameter '${parameter.name}' was not provided`);
      frame.set(parameter.name, fallback ? fallback(frame) : absent());
    });
  };
}

function bindExtras(name: string, frame: Frame, args: Args, known: Set<string>, used: Set<string>): void {
  const extra = new Dict();
  for (const [key, value] of args.named) if (!known.has(key) && key !== "caller") extra.set(key, value);
  const caller = args.named.get("caller");
  if (caller !== undefined) frame.set("caller", caller);
  else if (used.has("caller") && !known.has("caller"))
    frame.set("caller", new Undefined("caller", "No caller defined"));
  if (used.has("kwargs")) frame.set("kwargs", extra);
  else if (extra.size) throw new JinjaError(`macro '${name}' takes no keyword argument '${String(extra.keys()[0])}'`);
  if (used.has("varargs")) frame.set("varargs", new Tuple(args.positional.slice(known.size)));
  else if (args.positional.length > known.size)
    throw new JinjaError(`macro '${name}' takes not more than ${known.size} argument(s)`);
}

function namesUsed(body: Statement[], parameters: Parameter[]): Set<string> {
  const names = new Set<string>();
  walkExpressions(body, (node) => {
    if (node.kind === "name") names.add(node.name);
  });
  const declared = new Set(parameters.map(({ name }) => name));
  return new Set(["varargs", "kwargs", "caller"].filter((name) => names.has(name) && !declared.has(name)));
}
