import { readFileSync } from "node:fs";
import { DEFAULT_LIMITS, type Limits } from "@/server/dbt/jinja/budget";
import { iterate } from "@/server/dbt/jinja/compare";
import { ReturnSignal } from "@/server/dbt/jinja/errors";
import type { Scope } from "@/server/dbt/jinja/frame";
import { dumpJson } from "@/server/dbt/jinja/json";
import { Interpreter, Template } from "@/server/dbt/jinja/template";
import { str } from "@/server/dbt/jinja/text";
import { type Args, Callable, Dict, Module, Tuple, type Value } from "@/server/dbt/jinja/values";
import { datetimeModules } from "@/server/dbt/python/datetime";
import { itertoolsModule } from "@/server/dbt/python/itertools";
import { regexModule } from "@/server/dbt/python/regex";

export function scopeOf(names: Record<string, Value>): Scope {
  const map = new Map(Object.entries(names));
  return { lookup: (name) => map.get(name) };
}

/** Renders with nothing but Jinja's own names and those given. */
export function render(source: string, names: Record<string, Value> = {}, limits: Partial<Limits> = {}): string {
  return Template.parse(source).render(new Interpreter({ ...DEFAULT_LIMITS, ...limits }), scopeOf(names));
}

const fn = (name: string, run: (args: Args) => Value) => new Callable(name, run);
const fixed = (value: Value) => new Callable("fixed", () => value);

/** The little world that the recorded Jinja cases were rendered in: dbt's names with visible stand-ins. */
export function caseNames(): Record<string, Value> {
  const relation = Module.of("Relation", { schema: "sch", identifier: "id" });
  relation.text = () => '"db"."sch"."id"';
  const ref = (args: Args) => {
    const version = args.find(9, "v") ?? args.find(9, "version");
    return `REF(${args.positional.map(str).join(".")}${version === undefined ? "" : `.v${str(version)}`})`;
  };
  return {
    ref: fn("ref", ref),
    source: fn("source", (args) => `SRC(${args.positional.map(str).join(".")})`),
    config: fixed(""),
    var: fn("var", (args) => args.get(1, "default", null)),
    env_var: fn("env_var", (args) => args.get(1, "default", null)),
    this: relation,
    target: Dict.fromRecord({ name: "prod" }),
    is_incremental: fixed(false),
    execute: false,
    run_query: fixed(null),
    statement: fixed(""),
    log: fixed(""),
    return: fn("return", (args) => {
      throw new ReturnSignal(args.positional[0] ?? null);
    }),
    tojson: fn("tojson", (args) => dumpJson(args.positional[0] ?? null)),
    zip: fn("zip", ({ positional }) => {
      const lists = positional.map(iterate);
      return (lists[0] ?? []).map((_, i) => new Tuple(lists.map((list) => list[i] ?? null)));
    }),
    dbt_utils: Module.of("dbt_utils", { star: fn("star", (args) => `STAR(${str(args.get(0, "from", ""))})`) }),
    modules: Module.of("modules", {
      ...datetimeModules(Date.UTC(2026, 0, 15)),
      re: regexModule(),
      itertools: itertoolsModule(),
    }),
  };
}

interface JinjaCase {
  title: string;
  template: string;
  expected: string;
}

export function recordedCases(): JinjaCase[] {
  const read = (name: string) => JSON.parse(readFileSync(new URL(`../fixtures/${name}`, import.meta.url), "utf8"));
  const cases: [string, string][] = read("jinja-cases.json");
  const expected: Record<string, string> = read("jinja-expected.json");
  return cases.map(([title, template]) => ({ title, template, expected: expected[title] ?? "" }));
}
