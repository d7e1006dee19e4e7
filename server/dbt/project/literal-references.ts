import { type Expression, type Literal, type Statement, walkExpressions } from "@/server/dbt/jinja/ast";
import { Float } from "@/server/dbt/jinja/values";
import type { Ref, SourceRef } from "@/server/dbt/node";
import { emptyMap, type Plain, PlainFloat, type PlainMap } from "@/server/dbt/plain";
import { type Recorded, sameRef } from "@/server/dbt/project/parse-phase";

const REF = /\bref\(\s*['"]([\w.]+)['"](?:\s*,\s*['"](\w+)['"])?/g;
const SOURCE = /\bsource\(\s*['"]([^'"]+)['"]\s*,\s*['"]([^'"]+)['"]/g;

/** References and config written as literals, for templates that parse but fail to render. */
export function literalReferences(body: Statement[]): Recorded {
  const out: Recorded = { refs: [], sources: [], configCall: emptyMap() };
  walkExpressions(body, (node) => {
    if (node.kind !== "call" || node.callee.kind !== "name") return;
    const texts = node.args.positional.map(literalText);
    if (node.callee.name === "ref") addRef(out.refs, refFrom(texts, node.args.named));
    else if (node.callee.name === "source") addSource(out.sources, texts);
    else if (node.callee.name === "config") Object.assign(out.configCall, literalMap(node.args.named));
  });
  return out;
}

/** References found by their look alone, for templates that do not even parse. */
export function referencesInText(text: string): Recorded {
  const out: Recorded = { refs: [], sources: [], configCall: emptyMap() };
  for (const [, first, second] of text.matchAll(REF))
    addRef(out.refs, { name: second ?? first ?? "", package: second ? (first ?? null) : null, version: null });
  for (const [, source, table] of text.matchAll(SOURCE)) out.sources.push([source ?? "", table ?? ""]);
  return out;
}

function addRef(refs: Ref[], ref: Ref | null): void {
  if (ref && !refs.some((known) => sameRef(known, ref))) refs.push(ref);
}

function addSource(sources: SourceRef[], texts: (string | null)[]): void {
  const [source, table] = texts;
  if (source != null && table != null) sources.push([source, table]);
}

function refFrom(texts: (string | null)[], named: [string, Expression][]): Ref | null {
  const name = texts.at(-1);
  if (name == null || texts.length > 2 || texts.includes(null)) return null;
  const version = named.find(([key]) => key === "v" || key === "version")?.[1];
  const value =
    version?.kind === "literal" && (typeof version.value === "string" || typeof version.value === "number")
      ? version.value
      : null;
  return { name, package: texts.length > 1 ? (texts[0] ?? null) : null, version: value };
}

function literalText(node: Expression): string | null {
  return node.kind === "literal" && typeof node.value === "string" ? node.value : null;
}

function literalMap(named: [string, Expression][]): PlainMap {
  const out = emptyMap();
  for (const [key, node] of named) {
    const value = literalValue(node);
    if (value !== undefined) out[key] = value;
  }
  return out;
}

function literalValue(node: Expression): Plain | undefined {
  if (node.kind === "literal") return plainLiteral(node.value);
  if (node.kind !== "list" && node.kind !== "tuple") return undefined;
  const items = node.items.map(literalValue);
  return items.includes(undefined) ? undefined : (items as Plain[]);
}

function plainLiteral(value: Literal): Plain {
  if (!(value instanceof Float)) return value;
  return Number.isInteger(value.value) ? new PlainFloat(value.value) : value.value;
}
