import type { Operator } from "@/server/dbt/jinja/arithmetic";
import type { Float, Int } from "@/server/dbt/jinja/values";

export type Literal = null | boolean | Int | string | Float;
export type Comparison = "==" | "!=" | "<" | "<=" | ">" | ">=" | "in" | "not in";

export interface Arguments {
  positional: Expression[];
  named: [string, Expression][];
  spread: Expression | null;
  spreadNamed: Expression | null;
}

export type Expression =
  | { kind: "literal"; value: Literal }
  | { kind: "name"; name: string; line: number }
  | { kind: "attribute"; object: Expression; name: string; line: number }
  | { kind: "item"; object: Expression; key: Expression; line: number }
  | { kind: "slice"; object: Expression; start: Expression | null; stop: Expression | null; step: Expression | null }
  | { kind: "call"; callee: Expression; args: Arguments; line: number }
  | { kind: "filter"; value: Expression; filter: FilterUse }
  | { kind: "test"; value: Expression; name: string; negated: boolean; args: Arguments; line: number }
  | { kind: "list"; items: Expression[] }
  | { kind: "tuple"; items: Expression[] }
  | { kind: "dict"; entries: [Expression, Expression][] }
  | { kind: "conditional"; condition: Expression; consequent: Expression; otherwise: Expression | null }
  | { kind: "or" | "and"; left: Expression; right: Expression }
  | { kind: "not" | "negative"; operand: Expression }
  | { kind: "concat"; parts: Expression[] }
  | { kind: "binary"; operator: Operator; left: Expression; right: Expression; line: number }
  | { kind: "compare"; first: Expression; rest: [Comparison, Expression][]; line: number };

export interface FilterUse {
  name: string;
  args: Arguments;
  line: number;
}

export type Target =
  | { kind: "name"; name: string }
  | { kind: "namespace"; name: string; field: string }
  | { kind: "tuple"; items: Target[] };

export interface Parameter {
  name: string;
  fallback: Expression | null;
}

export type MacroKind = "macro" | "test" | "materialization";

export interface MacroStatement {
  kind: "macro";
  name: string;
  /** Which tag wrote it: tests are named `test_<name>`, materializations `materialization_<name>_<adapter>`. */
  macroKind: MacroKind;
  parameters: Parameter[];
  body: Statement[];
  line: number;
}

export type Statement =
  | { kind: "data"; text: string }
  | { kind: "output"; value: Expression; line: number }
  | {
      kind: "if";
      branches: { condition: Expression; body: Statement[] }[];
      otherwise: Statement[] | null;
      line: number;
    }
  | {
      kind: "for";
      target: Target;
      iterable: Expression;
      condition: Expression | null;
      isRecursive: boolean;
      body: Statement[];
      otherwise: Statement[] | null;
      line: number;
    }
  | { kind: "set"; target: Target; value: Expression; line: number }
  | { kind: "setBlock"; target: Target; filters: FilterUse[]; body: Statement[]; line: number }
  | MacroStatement
  | { kind: "callBlock"; parameters: Parameter[]; call: Expression; body: Statement[]; line: number }
  | { kind: "filterBlock"; filters: FilterUse[]; body: Statement[]; line: number }
  | { kind: "with"; bindings: [Target, Expression][]; body: Statement[]; line: number }
  | { kind: "do"; value: Expression; line: number }
  | { kind: "break" | "continue"; line: number }
  | { kind: "snapshot"; name: string; body: Statement[]; line: number }
  | { kind: "docs"; name: string; line: number };

/** Every expression directly below `node`, in reading order. */
export function childExpressions(node: Expression): Expression[] {
  switch (node.kind) {
    case "literal":
    case "name":
      return [];
    case "attribute":
      return [node.object];
    case "item":
      return [node.object, node.key];
    case "slice":
      return [node.object, node.start, node.stop, node.step].filter((part) => part !== null);
    case "call":
      return [node.callee, ...argumentExpressions(node.args)];
    case "filter":
      return [node.value, ...argumentExpressions(node.filter.args)];
    case "test":
      return [node.value, ...argumentExpressions(node.args)];
    case "list":
    case "tuple":
      return node.items;
    case "dict":
      return node.entries.flat();
    case "conditional":
      return [node.condition, node.consequent, ...(node.otherwise ? [node.otherwise] : [])];
    case "or":
    case "and":
    case "binary":
      return [node.left, node.right];
    case "not":
    case "negative":
      return [node.operand];
    case "concat":
      return node.parts;
    case "compare":
      return [node.first, ...node.rest.map(([, right]) => right)];
  }
}

function argumentExpressions(args: Arguments): Expression[] {
  const spreads = [args.spread, args.spreadNamed].filter((part) => part !== null);
  return [...args.positional, ...args.named.map(([, value]) => value), ...spreads];
}

/** The expressions a statement evaluates itself, and the bodies below it. */
export function childrenOf(node: Statement): { expressions: Expression[]; bodies: Statement[][] } {
  switch (node.kind) {
    case "data":
    case "break":
    case "continue":
    case "docs":
      return { expressions: [], bodies: [] };
    case "output":
    case "do":
    case "set":
      return { expressions: [node.value], bodies: [] };
    case "if":
      return {
        expressions: node.branches.map(({ condition }) => condition),
        bodies: [...node.branches.map(({ body }) => body), ...(node.otherwise ? [node.otherwise] : [])],
      };
    case "for":
      return {
        expressions: [node.iterable, ...(node.condition ? [node.condition] : [])],
        bodies: [node.body, ...(node.otherwise ? [node.otherwise] : [])],
      };
    case "setBlock":
    case "filterBlock":
      return { expressions: node.filters.flatMap(({ args }) => argumentExpressions(args)), bodies: [node.body] };
    case "macro":
      return { expressions: fallbacks(node.parameters), bodies: [node.body] };
    case "callBlock":
      return { expressions: [node.call, ...fallbacks(node.parameters)], bodies: [node.body] };
    case "with":
      return { expressions: node.bindings.map(([, value]) => value), bodies: [node.body] };
    case "snapshot":
      return { expressions: [], bodies: [node.body] };
  }
}

function fallbacks(parameters: Parameter[]): Expression[] {
  return parameters.map(({ fallback }) => fallback).filter((part) => part !== null);
}

/** Visits every expression of a template, outermost first. */
export function walkExpressions(body: Statement[], visit: (node: Expression) => void): void {
  const down = (node: Expression): void => {
    visit(node);
    for (const child of childExpressions(node)) down(child);
  };
  for (const statement of body) {
    const { expressions, bodies } = childrenOf(statement);
    for (const expression of expressions) down(expression);
    for (const inner of bodies) walkExpressions(inner, visit);
  }
}
