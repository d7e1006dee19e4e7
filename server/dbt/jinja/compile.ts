import { callValue } from "@/server/dbt/jinja/access";
import type { MacroKind, MacroStatement, Statement, Target } from "@/server/dbt/jinja/ast";
import { iterate, truthy } from "@/server/dbt/jinja/compare";
import {
  compileArguments,
  compileExpression,
  compileFilter,
  type Evaluate,
} from "@/server/dbt/jinja/compile-expression";
import { type BindMacro, compileMacro, type Run } from "@/server/dbt/jinja/compile-macro";
import { JinjaError } from "@/server/dbt/jinja/errors";
import { type Frame, Output } from "@/server/dbt/jinja/frame";
import { Loop } from "@/server/dbt/jinja/loop";
import { str } from "@/server/dbt/jinja/text";
import { Args, Namespace, type Value } from "@/server/dbt/jinja/values";

/** How a statement ended: `undefined` when control goes on. */
type Ending = "break" | "continue" | undefined;
type Step = (frame: Frame, out: Output) => Ending;
type Assign = (frame: Frame, value: Value) => void;

export interface CompiledMacro {
  name: string;
  kind: MacroKind;
  line: number;
  bind: BindMacro;
}

/** Turns statements into one closure. Text in the result depends only on frame and scope, so it may be kept and reused. */
export function compileBody(nodes: Statement[]): Run {
  const block = compileBlock(nodes);
  return (frame, out) => {
    const ending = block(frame, out);
    if (ending) throw new JinjaError(`'${ending}' outside a loop`);
  };
}

export function compileMacroStatement(node: MacroStatement): CompiledMacro {
  const bind = compileMacro(node, compileBody(node.body));
  return { name: node.name, kind: node.macroKind, line: node.line, bind };
}

function compileBlock(nodes: Statement[]): Step {
  const steps = nodes.map(compileStatement);
  const lines = nodes.map((node) => ("line" in node ? node.line : undefined));
  return (frame, out) => {
    let i = 0;
    try {
      for (; i < steps.length; i++) {
        frame.runtime.budget.step();
        const ending = steps[i]?.(frame, out);
        if (ending) return ending;
      }
    } catch (error) {
      if (error instanceof JinjaError) error.line ??= lines[i];
      throw error;
    }
    return undefined;
  };
}

function compileStatement(node: Statement): Step {
  switch (node.kind) {
    case "data": {
      const { text } = node;
      return plain((_, out) => out.write(text));
    }
    case "output": {
      const value = compileExpression(node.value);
      return plain((frame, out) => out.write(str(value(frame))));
    }
    case "if":
      return compileIf(node);
    case "for":
      return compileFor(node);
    case "set": {
      const [value, assign] = [compileExpression(node.value), compileTarget(node.target)];
      return plain((frame) => assign(frame, value(frame)));
    }
    case "setBlock": {
      const [capture, assign] = [compileCapture(node.body, node.filters), compileTarget(node.target)];
      return plain((frame) => assign(frame, capture(frame)));
    }
    case "filterBlock": {
      const capture = compileCapture(node.body, node.filters);
      return plain((frame, out) => out.write(str(capture(frame))));
    }
    case "macro": {
      const { name, bind } = compileMacroStatement(node);
      return plain((frame) => frame.set(name, bind(frame, frame.scope)));
    }
    case "callBlock":
      return compileCallBlock(node);
    case "with":
      return compileWith(node);
    case "do": {
      const value = compileExpression(node.value);
      return plain((frame) => void value(frame));
    }
    case "break":
    case "continue": {
      const { kind } = node;
      return () => kind;
    }
    case "snapshot":
      return compileBlock(node.body);
    case "docs":
      return () => undefined;
  }
}

function plain(run: (frame: Frame, out: Output) => void): Step {
  return (frame, out) => {
    run(frame, out);
    return undefined;
  };
}

function compileIf(node: Extract<Statement, { kind: "if" }>): Step {
  const branches = node.branches.map(({ condition, body }) => ({
    holds: compileExpression(condition),
    run: compileBlock(body),
  }));
  const otherwise = node.otherwise ? compileBlock(node.otherwise) : null;
  return (frame, out) => {
    for (const { holds, run } of branches) if (truthy(holds(frame))) return run(frame, out);
    return otherwise?.(frame, out);
  };
}

function compileFor(node: Extract<Statement, { kind: "for" }>): Step {
  const [iterable, assign, body] = [
    compileExpression(node.iterable),
    compileTarget(node.target),
    compileBlock(node.body),
  ];
  const condition = node.condition ? compileExpression(node.condition) : null;
  const otherwise = node.otherwise ? compileBlock(node.otherwise) : null;
  const turn = (frame: Frame, out: Output, value: Value, depth: number): Ending => {
    const items = condition ? filterItems(frame, iterate(value), assign, condition) : [...iterate(value)];
    frame.runtime.budget.list(items.length);
    if (!items.length) return otherwise?.(frame.child(), out);
    const recurse = node.isRecursive ? recursion(frame, turn) : null;
    const loop = new Loop(items, depth, recurse);
    for (let i = 0; i < items.length; i++) {
      loop.index = i;
      const inner = frame.child();
      inner.set("loop", loop);
      assign(inner, items[i] ?? null);
      if (body(inner, out) === "break") break;
    }
    return undefined;
  };
  return (frame, out) => turn(frame, out, iterable(frame), 0);
}

type Turn = (frame: Frame, out: Output, value: Value, depth: number) => Ending;

function recursion(frame: Frame, turn: Turn) {
  return (items: Value, depth: number): Value => {
    const { budget } = frame.runtime;
    const out = new Output(budget.limits.textLength);
    budget.enter();
    turn(frame, out, items, depth);
    budget.leave();
    return out.toString();
  };
}

function filterItems(frame: Frame, items: readonly Value[], assign: Assign, condition: Evaluate): Value[] {
  return items.filter((item) => {
    frame.runtime.budget.step();
    const inner = frame.child();
    assign(inner, item);
    return truthy(condition(inner));
  });
}

function compileTarget(target: Target): Assign {
  if (target.kind === "name") return (frame, value) => frame.set(target.name, value);
  if (target.kind === "namespace")
    return (frame, value) => {
      const object = frame.get(target.name);
      if (!(object instanceof Namespace)) throw new JinjaError("cannot assign attribute on non-namespace object");
      object.fields.set(target.field, value);
    };
  const parts = target.items.map(compileTarget);
  return (frame, value) => {
    const items = iterate(value);
    if (items.length !== parts.length)
      throw new JinjaError(`cannot unpack ${items.length} values into ${parts.length} names`);
    parts.forEach((assign, i) => {
      assign(frame, items[i] ?? null);
    });
  };
}

function compileCapture(body: Statement[], filterNodes: Parameters<typeof compileFilter>[0][]): Evaluate {
  const run = compileBlock(body);
  const filters = filterNodes.map(compileFilter);
  return (frame) => {
    const out = new Output(frame.runtime.budget.limits.textLength);
    run(frame.child(), out);
    let value: Value = out.toString();
    for (const filter of filters) value = filter(frame, value);
    return value;
  };
}

function compileCallBlock(node: Extract<Statement, { kind: "callBlock" }>): Step {
  if (node.call.kind !== "call") throw new JinjaError("expected a call", node.line);
  const caller = compileMacro({ name: "caller", parameters: node.parameters, body: node.body }, compileBody(node.body));
  const [callee, args] = [compileExpression(node.call.callee), compileArguments(node.call.args)];
  return plain((frame, out) => {
    const given = args(frame);
    const named = new Map(given.named).set("caller", caller(frame, frame.scope));
    out.write(str(callValue(callee(frame), new Args(given.positional, named), frame.runtime)));
  });
}

function compileWith(node: Extract<Statement, { kind: "with" }>): Step {
  const bindings = node.bindings.map(([target, value]) => [compileTarget(target), compileExpression(value)] as const);
  const body = compileBlock(node.body);
  return (frame, out) => {
    const inner = frame.child();
    for (const [assign, value] of bindings) assign(inner, value(frame));
    return body(inner, out);
  };
}
