import { callValue, getAttribute, getItem, slice } from "@/server/dbt/jinja/access";
import { arithmetic, negate } from "@/server/dbt/jinja/arithmetic";
import type { Arguments, Comparison, Expression, FilterUse } from "@/server/dbt/jinja/ast";
import { compare, contains, equals, iterate, truthy, typeName } from "@/server/dbt/jinja/compare";
import { JinjaError } from "@/server/dbt/jinja/errors";
import type { Frame } from "@/server/dbt/jinja/frame";
import { str } from "@/server/dbt/jinja/text";
import { Args, Dict, NO_ARGS, Tuple, Undefined, type Value } from "@/server/dbt/jinja/values";

export type Evaluate = (frame: Frame) => Value;

/** Turns an expression into a closure; the template's structure is walked once, not on every render. */
export function compileExpression(node: Expression): Evaluate {
  switch (node.kind) {
    case "literal": {
      const { value } = node;
      return () => value;
    }
    case "name": {
      const { name } = node;
      return (frame) => frame.get(name);
    }
    case "attribute": {
      const [object, name] = [compileExpression(node.object), node.name];
      return (frame) => getAttribute(object(frame), name);
    }
    case "item": {
      const [object, key] = [compileExpression(node.object), compileExpression(node.key)];
      return (frame) => getItem(object(frame), key(frame));
    }
    case "slice":
      return compileSlice(node);
    case "call": {
      const [callee, args] = [compileExpression(node.callee), compileArguments(node.args)];
      return (frame) => callValue(callee(frame), args(frame), frame.runtime);
    }
    case "filter": {
      const [value, apply] = [compileExpression(node.value), compileFilter(node.filter)];
      return (frame) => apply(frame, value(frame));
    }
    case "test":
      return compileTest(node);
    case "list": {
      const items = node.items.map(compileExpression);
      return (frame) => items.map((item) => item(frame));
    }
    case "tuple": {
      const items = node.items.map(compileExpression);
      return (frame) => new Tuple(items.map((item) => item(frame)));
    }
    case "dict":
      return compileDict(node.entries);
    default:
      return compileOperation(node);
  }
}

type Operation = Extract<
  Expression,
  { kind: "conditional" | "or" | "and" | "not" | "negative" | "concat" | "binary" | "compare" }
>;

function compileOperation(node: Operation): Evaluate {
  switch (node.kind) {
    case "conditional": {
      const [condition, then] = [compileExpression(node.condition), compileExpression(node.consequent)];
      const otherwise = node.otherwise ? compileExpression(node.otherwise) : () => new Undefined("the inline if");
      return (frame) => (truthy(condition(frame)) ? then(frame) : otherwise(frame));
    }
    case "or":
    case "and": {
      const [left, right, isOr] = [compileExpression(node.left), compileExpression(node.right), node.kind === "or"];
      return (frame) => {
        const value = left(frame);
        return truthy(value) === isOr ? value : right(frame);
      };
    }
    case "not": {
      const operand = compileExpression(node.operand);
      return (frame) => !truthy(operand(frame));
    }
    case "negative": {
      const operand = compileExpression(node.operand);
      return (frame) => negate(operand(frame));
    }
    case "concat":
      return compileConcat(node.parts);
    case "binary": {
      const [left, right, { operator }] = [compileExpression(node.left), compileExpression(node.right), node];
      return (frame) => arithmetic(operator, left(frame), right(frame), frame.runtime.budget);
    }
    case "compare":
      return compileComparison(node.first, node.rest);
  }
}

function compileSlice(node: Extract<Expression, { kind: "slice" }>): Evaluate {
  const bound = (part: Expression | null): Evaluate => (part ? compileExpression(part) : () => null);
  const object = compileExpression(node.object);
  const [start, stop, step] = [bound(node.start), bound(node.stop), bound(node.step)];
  return (frame) => slice(object(frame), start(frame), stop(frame), step(frame));
}

function compileTest(node: Extract<Expression, { kind: "test" }>): Evaluate {
  const [value, args, { name, negated }] = [compileExpression(node.value), compileArguments(node.args), node];
  return (frame) => frame.runtime.test(name)(value(frame), args(frame), frame.runtime) !== negated;
}

function compileDict(entries: [Expression, Expression][]): Evaluate {
  const parts = entries.map(([key, value]) => [compileExpression(key), compileExpression(value)] as const);
  return (frame) => {
    const dict = new Dict();
    for (const [key, value] of parts) dict.set(hashable(key(frame)), value(frame));
    return dict;
  };
}

function hashable(key: Value): Value {
  if (Array.isArray(key) || key instanceof Dict) throw new JinjaError(`unhashable type: '${typeName(key)}'`);
  return key;
}

function compileConcat(nodes: Expression[]): Evaluate {
  const parts = nodes.map(compileExpression);
  return (frame) => {
    let text = "";
    for (const part of parts) text += str(part(frame));
    frame.runtime.budget.text(text.length);
    return text;
  };
}

function compileComparison(firstNode: Expression, restNodes: [Comparison, Expression][]): Evaluate {
  const first = compileExpression(firstNode);
  const rest = restNodes.map(([operator, node]) => [operator, compileExpression(node)] as const);
  return (frame) => {
    let left = first(frame);
    for (const [operator, evaluate] of rest) {
      const right = evaluate(frame);
      if (!holds(operator, left, right)) return false;
      left = right;
    }
    return true;
  };
}

function holds(operator: Comparison, left: Value, right: Value): boolean {
  switch (operator) {
    case "==":
      return equals(left, right);
    case "!=":
      return !equals(left, right);
    case "<":
      return compare(left, right) < 0;
    case "<=":
      return compare(left, right) <= 0;
    case ">":
      return compare(left, right) > 0;
    case ">=":
      return compare(left, right) >= 0;
    case "in":
      return contains(right, left);
    case "not in":
      return !contains(right, left);
  }
}

export function compileArguments(node: Arguments): (frame: Frame) => Args {
  if (!node.positional.length && !node.named.length && !node.spread && !node.spreadNamed) return () => NO_ARGS;
  const positional = node.positional.map(compileExpression);
  const named = node.named.map(([name, value]) => [name, compileExpression(value)] as const);
  const spread = node.spread ? compileExpression(node.spread) : null;
  const spreadNamed = node.spreadNamed ? compileExpression(node.spreadNamed) : null;
  if (!named.length && !spread && !spreadNamed) return (frame) => new Args(positional.map((part) => part(frame)));
  return (frame) => {
    const values = positional.map((part) => part(frame));
    const byName = new Map<string, Value>();
    for (const [name, value] of named) byName.set(name, value(frame));
    if (spread) for (const item of iterate(spread(frame))) values.push(item);
    const extra = spreadNamed?.(frame);
    if (extra instanceof Dict) for (const [key, value] of extra.entries()) byName.set(str(key), value);
    return new Args(values, byName);
  };
}

export function compileFilter(node: FilterUse): (frame: Frame, value: Value) => Value {
  const { name } = node;
  const args = compileArguments(node.args);
  return (frame, value) => {
    frame.runtime.budget.step();
    return frame.runtime.filter(name)(value, args(frame), frame.runtime);
  };
}
