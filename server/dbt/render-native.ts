import { type Expression, type Statement, walkExpressions } from "@/server/dbt/jinja/ast";
import { toPlain } from "@/server/dbt/jinja/convert";
import type { Scope } from "@/server/dbt/jinja/frame";
import { evaluate, type Interpreter, Template } from "@/server/dbt/jinja/template";
import { Undefined, type Value } from "@/server/dbt/jinja/values";
import { MarkedText, nativeRuntime } from "@/server/dbt/native-runtime";
import { isMap, merged, own, type Plain, PlainFloat, type PlainMap, put } from "@/server/dbt/plain";

const HAS_JINJA = /\{[{%#]|[#}%]\}/;

export function hasJinja(text: string): boolean {
  return HAS_JINJA.test(text);
}

/**
 * Renders a text of a YAML file as dbt's native environment does: exactly one `{{ expression }}` gives the expression's
 * own value (a list stays a list, text stays text), anything else gives text.
 */
export function renderNative(text: string, interpreter: Interpreter, scope: Scope): Plain {
  // Jinja drops the last line break of any template, also of one without Jinja in it.
  if (!hasJinja(text)) return withoutLastBreak(text);
  const template = Template.parse(text);
  const runtime = nativeRuntime(interpreter);
  const single = onlyExpression(template.statements);
  if (!single) return template.render(interpreter, scope, runtime);
  const value = evaluate(single, interpreter, scope, runtime);
  if (value instanceof MarkedText) return literal(value.text(), toPlain(value.marked));
  if (isConstant(template.statements)) return template.render(interpreter, scope, runtime);
  return value instanceof Undefined ? "" : toPlain(value);
}

/** The same as a value that has not lost its kind: a relation stays one. */
export function evaluateNative(text: string, interpreter: Interpreter, scope: Scope): Value {
  if (!hasJinja(text)) return withoutLastBreak(text);
  const template = Template.parse(text);
  const single = onlyExpression(template.statements);
  const isText = !single || isConstant(template.statements);
  return isText ? template.render(interpreter, scope) : evaluate(single, interpreter, scope);
}

/** Jinja works out what has no names in it while it compiles, and then it is text: `{{ none }}` gives `None`. */
function isConstant(statements: Statement[]): boolean {
  let isFixed = true;
  walkExpressions(statements, (node) => {
    if (node.kind === "name" || node.kind === "call") isFixed = false;
  });
  return isFixed;
}

const withoutLastBreak = (text: string): string => text.replace(/\n$/, "");

function onlyExpression(statements: Statement[]): Expression | null {
  const [first, second] = statements;
  return first?.kind === "output" && !second ? first.value : null;
}

/** Python's `literal_eval` as far as the `as_…` filters need it. */
function literal(text: string, otherwise: Plain): Plain {
  const word = text.trim();
  if (word === "True" || word === "true") return true;
  if (word === "False" || word === "false") return false;
  if (word === "None") return null;
  if (/^-?\d{1,15}$/.test(word)) return Number(word);
  if (!/^-?\d+\.\d+$/.test(word)) return otherwise;
  const number = Number(word);
  return Number.isInteger(number) ? new PlainFloat(number) : number;
}

export interface TreeRendering {
  interpreter: Interpreter;
  scope: Scope;
  /** Values at these key paths stay as written. */
  skip: (keys: readonly string[]) => boolean;
  /** Called with what a text could not be rendered for; the text then stays as written. */
  onError: (error: unknown, keys: readonly string[]) => void;
}

/** Renders every text in a YAML tree. Keys are never rendered; what does not change is shared with the original. */
export function renderTree(value: Plain, rendering: TreeRendering, keys: readonly string[] = []): Plain {
  if (typeof value === "string")
    return !isInert(value) && !rendering.skip(keys) ? renderText(value, rendering, keys) : value;
  if (Array.isArray(value)) return renderList(value, rendering, keys);
  if (!isMap(value) || rendering.skip(keys)) return value;
  let out: PlainMap | null = null;
  for (const key of Object.keys(value)) {
    const before = own(value, key) ?? null;
    if (typeof before === "string" && isInert(before)) continue;
    const after =
      typeof before === "object" || typeof before === "string" ? renderTree(before, rendering, [...keys, key]) : before;
    if (after === before) continue;
    out ??= merged(value);
    put(out, key, after);
  }
  return out ?? value;
}

function renderList(value: Plain[], rendering: TreeRendering, keys: readonly string[]): Plain {
  if (rendering.skip(keys)) return value;
  const out = value.map((item, i) => renderTree(item, rendering, [...keys, String(i)]));
  return out.every((item, i) => item === value[i]) ? value : out;
}

/** Whether rendering leaves a text as it is. */
function isInert(text: string): boolean {
  return !text.endsWith("\n") && !hasJinja(text);
}

function renderText(text: string, rendering: TreeRendering, keys: readonly string[]): Plain {
  try {
    return renderNative(text, rendering.interpreter, rendering.scope);
  } catch (error) {
    rendering.onError(error, keys);
    return text;
  }
}
