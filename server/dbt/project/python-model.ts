import type { Adapter } from "@/server/dbt/adapters";
import { emptyMap, type Plain, type PlainMap } from "@/server/dbt/plain";
import { mergeConfigCall } from "@/server/dbt/project/config";
import { type Recorded, sameRef } from "@/server/dbt/project/parse-phase";
import { LiteralReader, type PythonToken, pythonTokens } from "@/server/dbt/python/literals";

interface PythonCall {
  method: string;
  positional: (Plain | undefined)[];
  named: Map<string, Plain | undefined>;
}

/** References and config of a Python model, read from its text: calls of `dbt.…` with literal arguments. */
export function readPythonModel(source: string, adapter: Adapter): Recorded {
  const out: Recorded = { refs: [], sources: [], configCall: emptyMap() };
  for (const call of dbtCalls(pythonTokens(source))) record(out, call, adapter);
  return out;
}

function record(out: Recorded, { method, positional, named }: PythonCall, adapter: Adapter): void {
  const texts = positional.map((value) => (typeof value === "string" ? value : null));
  const [first, second] = texts;
  if (method === "ref" && first != null && (texts.length === 1 || second != null)) {
    const version = named.get("version") ?? named.get("v") ?? null;
    const isVersion = typeof version === "string" || typeof version === "number";
    const ref = { name: second ?? first, package: second == null ? null : first, version: isVersion ? version : null };
    if (!out.refs.some((known) => sameRef(known, ref))) out.refs.push(ref);
  } else if (method === "source" && first != null && second != null) out.sources.push([first, second]);
  else if (method === "config") {
    const values: PlainMap = emptyMap();
    for (const [key, value] of named) if (value !== undefined) values[key] = value;
    out.configCall = mergeConfigCall(out.configCall, values, adapter);
  }
}

const METHODS = new Set(["ref", "source", "config"]);

function* dbtCalls(tokens: PythonToken[]): Generator<PythonCall> {
  for (let i = 0; i + 3 < tokens.length; i++) {
    const method = tokens[i + 2]?.text ?? "";
    const isCall = tokens[i]?.text === "dbt" && tokens[i]?.type === "word" && tokens[i + 1]?.text === ".";
    if (!isCall || !METHODS.has(method) || tokens[i + 3]?.text !== "(" || tokens[i - 1]?.text === ".") continue;
    yield { method, ...callArguments(tokens, i + 4) };
  }
}

/** Arguments up to the closing bracket; one that is no literal is `undefined`. */
function callArguments(tokens: PythonToken[], start: number): Omit<PythonCall, "method"> {
  const positional: (Plain | undefined)[] = [];
  const named = new Map<string, Plain | undefined>();
  let at = start;
  while (at < tokens.length && !(tokens[at]?.type === "symbol" && tokens[at]?.text === ")")) {
    const isNamed = tokens[at]?.type === "word" && tokens[at + 1]?.text === "=" && tokens[at + 2]?.text !== "=";
    const reader = new LiteralReader(tokens, isNamed ? at + 2 : at);
    const value = reader.literal();
    const end = argumentEnd(tokens, isNamed ? at + 2 : at);
    const literal = reader.at === end ? value : undefined;
    if (isNamed) named.set(tokens[at]?.text ?? "", literal);
    else positional.push(literal);
    at = tokens[end]?.text === "," ? end + 1 : end;
  }
  return { positional, named };
}

function argumentEnd(tokens: PythonToken[], start: number): number {
  let depth = 0;
  for (let at = start; at < tokens.length; at++) {
    const token = tokens[at];
    if (token?.type !== "symbol") continue;
    if (depth === 0 && (token.text === "," || token.text === ")")) return at;
    if ("([{".includes(token.text)) depth++;
    else if (")]}".includes(token.text)) depth--;
  }
  return tokens.length;
}
